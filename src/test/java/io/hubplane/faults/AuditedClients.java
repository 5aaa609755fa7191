package io.hubplane.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.ChildProcess;
import io.hubplane.fixture.Inbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Official clients in one Node.js process, which send messages to each other and record them. They reconnect whenever
 * they must. Used by one thread; each method waits for its effect, at most {@link Inbox#PATIENCE}.
 */
final class AuditedClients implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How many visitors come and go meanwhile, beside the clients. */
    private static final int VISITORS = 8;

    private final Inbox<String> answers = new Inbox<>("answers of the audited clients");
    private final ChildProcess node;

    /**
     * Starts the process and opens clients.
     *
     * @param hubs the hubs that they connect to, in turn
     * @param count the number of clients
     * @param rooms the number of rooms, each with the same number of clients
     */
    static AuditedClients of(List<URI> hubs, int count, int rooms) {
        return new AuditedClients(hubs, count, rooms, false, false);
    }

    /** The same with clients that open a WebSocket at once, to the node that a balancer chooses. */
    static AuditedClients withoutNegotiation(URI hub, int count, int rooms) {
        return new AuditedClients(List.of(hub), count, rooms, true, false);
    }

    /** The same with clients that negotiate for stateful reconnect. */
    static AuditedClients statefully(URI hub, int count, int rooms) {
        return new AuditedClients(List.of(hub), count, rooms, false, true);
    }

    private AuditedClients(List<URI> hubs, int count, int rooms, boolean direct, boolean stateful) {
        List<String> command = List.of(
                "node",
                BuildOutput.project().resolve("src/test/js/audited-clients.mjs").toString(),
                BuildOutput.npm().toString());
        node = ChildProcess.start("audited clients", command, Map.of(), BuildOutput.npm(), answers::put);
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            urls.add(hubs.get(i % hubs.size()).toString());
        }
        int visiting = stateful ? 0 : VISITORS;
        ask("open", Map.of("urls", urls, "rooms", rooms, "visiting", visiting, "direct", direct, "stateful", stateful));
    }

    /** Begins a new record. */
    void begin() {
        ask("begin", Map.of());
    }

    /** The time now, in milliseconds of the record's clock. */
    double now() {
        return ask("now", Map.of()).doubleValue();
    }

    /** Makes them send messages until {@link #rest}: all together, this many each second. */
    void speak(int rate) {
        ask("speak", Map.of("rate", rate));
    }

    /** Makes them stop sending. */
    void rest() {
        ask("rest", Map.of());
    }

    /** Makes visitors come, go from place to place and leave, until {@link #stay}. */
    void roam() {
        ask("roam", Map.of());
    }

    /** Makes the visitors end up somewhere; does not wait for that. */
    void stay() {
        ask("stay", Map.of());
    }

    /** What clients and visitors know about themselves; a JSON null if one of them is away or moves. */
    JsonNode known() {
        return ask("known", Map.of());
    }

    /** Makes their messages to everybody longer, by this many characters. */
    void pad(int length) {
        ask("pad", Map.of("length", length));
    }

    /** Waits until all clients are connected and in their rooms. */
    void awaitWhole() {
        ask("whole", Map.of());
    }

    /** Waits until no message has arrived for some time. */
    void awaitQuiet(Duration quiet) {
        ask("settle", Map.of("quiet", quiet.toMillis()));
    }

    /** When and why clients were told that their connections are lost since {@link #begin}. */
    List<String> interruptions() {
        List<String> all = new ArrayList<>();
        ask("interruptions", Map.of()).forEach(each -> all.add(each.textValue()));
        return all;
    }

    /** What was sent and received since {@link #begin}. */
    Recording record() {
        return Recording.of(ask("record", Map.of()));
    }

    private JsonNode ask(String command, Map<String, ?> details) {
        Map<String, Object> message = new HashMap<>(details);
        message.put("command", command);
        try {
            node.input().write((JSON.writeValueAsString(message) + "\n").getBytes(UTF_8));
            node.input().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The audited clients have ended:\n" + node.log().tail(20), e);
        }
        return answer(answers.next());
    }

    private static JsonNode answer(String line) {
        try {
            JsonNode answer = JSON.readTree(line);
            if (answer.has("error")) {
                throw new AssertionError("The audited clients say: " + answer.get("error"));
            }
            return answer.get("value");
        } catch (JsonProcessingException e) {
            throw new AssertionError("The audited clients have failed: " + line, e);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
