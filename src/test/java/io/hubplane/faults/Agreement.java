package io.hubplane.faults;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.fixture.HubplaneNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether all nodes say about the farm what its clients know.
 *
 * @param after how long after a fault's end they did, and did from then on, in milliseconds; infinite if they do not
 * @param lastWrong what was wrong last, for people; empty if nothing was
 */
record Agreement(double after, String lastWrong) {
    private static final Duration BETWEEN = Duration.ofMillis(200);

    /** For how long to look: longer than a node may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> VIEW = new TypeReference<>() {};

    /**
     * Asks every node again and again, for some time, and for longer as long as something is wrong.
     *
     * @param end when the fault ended, in milliseconds of the clients' clock
     * @param time for how long to ask at least
     */
    static Agreement after(double end, AuditedFarm farm, Duration time) {
        long began = System.nanoTime();
        double since = Double.POSITIVE_INFINITY;
        String lastWrong = "";
        long passed;
        do {
            String wrong = differences(farm);
            double now = farm.clients().now() - end;
            if (!wrong.isEmpty()) {
                since = Double.POSITIVE_INFINITY;
                lastWrong = "after " + Math.round(now) + " ms, " + wrong;
            } else if (Double.isInfinite(since)) {
                since = now;
            }
            Trial.pass(BETWEEN);
            passed = System.nanoTime() - began;
        } while (passed < time.toNanos() || (Double.isInfinite(since) && passed < PATIENCE.toNanos()));
        return new Agreement(since, lastWrong);
    }

    private static String differences(AuditedFarm farm) {
        JsonNode known = farm.clients().known();
        if (known.isNull()) {
            return "a client is away";
        }
        KnownFarm wanted = KnownFarm.of(
                known, farm.nodes().stream().map(node -> node.settings().name()).toList());
        return farm.nodes().stream()
                .map(node -> Map.entry(node.settings().name(), wanted.differences(view(node))))
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Map<String, Object> view(HubplaneNode node) {
        String query = Stream.concat(
                        KnownFarm.groups().stream().map(group -> "group=" + group),
                        KnownFarm.users().stream().map(user -> "user=" + user))
                .collect(Collectors.joining("&"));
        try {
            return JSON.readValue(get(node.resolve("view?" + query)), VIEW);
        } catch (IOException e) {
            return Map.of("failure", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private static String get(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
}
