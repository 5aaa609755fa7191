package io.hubplane.lifetime;

import io.hubplane.transport.RelayedAnswer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Room for the requests of a hub that are under way in one direction; for polls apart, which wait for long and have no
 * bodies. Safe for any thread.
 */
final class RelayRoom {
    /** What whoever finds no room is answered. */
    static final RelayedAnswer BUSY = new RelayedAnswer(
            503,
            "text/plain",
            "Too many requests for connections of other nodes are under way".getBytes(StandardCharsets.UTF_8));

    /** What a poll takes, in bytes, since it has no body. */
    private static final long POLL = Room.answer();

    private final Room polls = Room.forAnswers("relayed-polls");
    private final Room others;
    private final Consumer<String> reached;

    /**
     * Makes room of which nothing is taken.
     *
     * @param reached told the limit by which there is no room
     */
    RelayRoom(FarmOptions options, Consumer<String> reached) {
        this.others = new Room(
                options.relayedRequests(), options.relayedBytes(), "relay.maximum-requests", "relay.maximum-bytes");
        this.reached = reached;
    }

    static boolean isPoll(String method) {
        return method.equals("GET");
    }

    /** Takes room for a request; false if there is none. */
    boolean take(String method, byte[] body) {
        return of(method).take(size(method, body), reached);
    }

    /** Gives the room of a request back when it has been answered, whatever the answer. */
    void giveBackAfter(CompletionStage<?> answer, String method, byte[] body) {
        of(method).giveBackAfter(answer, size(method, body));
    }

    private Room of(String method) {
        return isPoll(method) ? polls : others;
    }

    private static long size(String method, byte[] body) {
        return isPoll(method) ? POLL : body.length;
    }
}
