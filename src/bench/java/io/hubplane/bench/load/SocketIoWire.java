package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;

/** Socket.IO over Engine.IO 4, on a WebSocket from the first message on. */
final class SocketIoWire implements Wire {
    @Override
    public URI endpoint(URI node) {
        return node.resolve("socket.io/?EIO=4&transport=websocket");
    }

    @Override
    public List<String> greeting() {
        return List.of("40");
    }

    @Override
    public boolean isWelcome(String text) {
        return text.startsWith("40");
    }

    @Override
    public String answer(String text) {
        return text.equals("2") ? "3" : "";
    }

    @Override
    public String keepAlive() {
        return "";
    }

    @Override
    public String toAll(String payload) {
        return "42[\"toAll\",\"" + payload + "\"]";
    }

    @Override
    public String join(String room) {
        return "42[\"join\",\"" + room + "\"]";
    }

    @Override
    public String toRoom(String room, String payload) {
        return "42[\"toRoom\",\"" + room + "\",\"" + payload + "\"]";
    }
}
