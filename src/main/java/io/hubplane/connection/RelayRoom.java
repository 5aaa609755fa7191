package io.hubplane.connection;

/**
 * How many relayed requests, and bytes of their bodies, are under way in one direction. Polls take no room: a connection has
 * one at a time. Safe for any thread.
 */
final class RelayRoom {
    private final int requests;
    private final int bytes;
    private int requestsTaken;
    private long bytesTaken;

    RelayRoom(FarmOptions options) {
        this.requests = options.relayedRequests();
        this.bytes = options.relayedBytes();
    }

    /**
     * Takes room for a request.
     *
     * @param body the length of its body in bytes
     * @return the setting by which there is none, without {@code hubplane.}; empty if the room is taken
     */
    synchronized String take(int body) {
        if (requestsTaken >= requests) {
            return "relay.maximum-requests";
        }
        if (requestsTaken > 0 && bytesTaken + body > bytes) {
            return "relay.maximum-bytes";
        }
        requestsTaken++;
        bytesTaken += body;
        return "";
    }

    synchronized void giveBack(int body) {
        requestsTaken--;
        bytesTaken -= body;
    }
}
