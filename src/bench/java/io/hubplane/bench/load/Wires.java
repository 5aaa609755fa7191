package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;

/** The wires of the contestants. */
public final class Wires {
    /** The JSON hub protocol of SignalR, without negotiation. */
    public static final Wire SIGNALR = new SignalR();

    /** Socket.IO over Engine.IO 4. */
    public static final Wire SOCKET_IO = new SocketIo();

    /** One letter for what to do, then the payload: for endpoints written by hand. */
    public static final Wire PLAIN = new Plain();

    private Wires() {}

    private static final class SignalR implements Wire {
        private static final String SEPARATOR = "\u001e";

        @Override
        public URI endpoint(URI node) {
            return node.resolve("bench");
        }

        @Override
        public List<String> greeting() {
            return List.of("{\"protocol\":\"json\",\"version\":1}" + SEPARATOR);
        }

        @Override
        public boolean isWelcome(String text) {
            return text.startsWith("{}");
        }

        @Override
        public String answer(String text) {
            return "";
        }

        @Override
        public String keepAlive() {
            return "{\"type\":6}" + SEPARATOR;
        }

        @Override
        public String toAll(String payload) {
            return call("toAll", "\"" + payload + "\"");
        }

        @Override
        public String join(String room) {
            return call("join", "\"" + room + "\"");
        }

        @Override
        public String toRoom(String room, String payload) {
            return call("toRoom", "\"" + room + "\",\"" + payload + "\"");
        }

        private static String call(String target, String arguments) {
            return "{\"type\":1,\"target\":\"" + target + "\",\"arguments\":[" + arguments + "]}" + SEPARATOR;
        }
    }

    private static final class SocketIo implements Wire {
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

    private static final class Plain implements Wire {
        @Override
        public URI endpoint(URI node) {
            return node.resolve("ws");
        }

        @Override
        public List<String> greeting() {
            return List.of("H");
        }

        @Override
        public boolean isWelcome(String text) {
            return text.equals("H");
        }

        @Override
        public String answer(String text) {
            return "";
        }

        @Override
        public String keepAlive() {
            return "";
        }

        @Override
        public String toAll(String payload) {
            return "A" + payload;
        }

        @Override
        public String join(String room) {
            return "J" + room;
        }

        @Override
        public String toRoom(String room, String payload) {
            return "R" + room + " " + payload;
        }
    }
}
