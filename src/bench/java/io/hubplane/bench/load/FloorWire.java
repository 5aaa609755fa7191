package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The plain wire with frames that are encoded before: each holds as many invocations of SignalR's JSON hub protocol as
 * a full frame of Hubplane, and the nodes pass it on unchanged.
 *
 * @param atOnce how many invocations a frame holds, 1 or more
 */
record FloorWire(int atOnce) implements Wire {
    /** Answered by the nodes, so that both sides send keep-alives as often as with SignalR. */
    private static final String KEEP_ALIVE = "K";

    FloorWire {
        if (atOnce < 1) {
            throw new IllegalArgumentException("A frame holds 1 message or more, not " + atOnce);
        }
    }

    @Override
    public String bundle(List<String> payloads) {
        return payloads.stream()
                .map(payload -> "{\"type\":1,\"target\":\"m\",\"arguments\":[\"" + payload + "\"]}\u001e")
                .collect(Collectors.joining());
    }

    @Override
    public URI endpoint(URI node) {
        return Wires.PLAIN.endpoint(node);
    }

    @Override
    public List<String> greeting() {
        return Wires.PLAIN.greeting();
    }

    @Override
    public boolean isWelcome(String text) {
        return Wires.PLAIN.isWelcome(text);
    }

    @Override
    public String answer(String text) {
        return Wires.PLAIN.answer(text);
    }

    @Override
    public String keepAlive() {
        return KEEP_ALIVE;
    }

    @Override
    public String toAll(String payload) {
        return Wires.PLAIN.toAll(payload);
    }

    @Override
    public String join(String room) {
        return Wires.PLAIN.join(room);
    }

    @Override
    public String toRoom(String room, String payload) {
        return Wires.PLAIN.toRoom(room, payload);
    }
}
