package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
        private static final String IDENTITY = "me";
        private static final Pattern TOLD =
                Pattern.compile("\"invocationId\":\"" + IDENTITY + "\",\"result\":\"([^\"]+)\"");
        private static final Pattern QUESTION =
                Pattern.compile("\"invocationId\":\"([^\"]+)\",\"target\":\"q\",\"arguments\":\\[(\"[^\"]+\")]");

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
            return QUESTION.matcher(text).results().map(SignalR::completion).collect(Collectors.joining());
        }

        private static String completion(MatchResult question) {
            return "{\"type\":3,\"invocationId\":\"" + question.group(1) + "\",\"result\":"
                    + Stamp.shown(question.group(2)) + "}" + SEPARATOR;
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

        @Override
        public String invoke(long call, String payload) {
            return call(Long.toString(call), "echo", "\"" + payload + "\"");
        }

        @Override
        public String whoAmI() {
            return call(IDENTITY, "whoAmI", "");
        }

        @Override
        public String identity(String text) {
            Matcher told = TOLD.matcher(text);
            return told.find() ? told.group(1) : "";
        }

        @Override
        public String direct(String receiver, String payload) {
            return call("direct", "\"" + receiver + "\",\"" + payload + "\"");
        }

        @Override
        public String ask(long call, String asked, String payload) {
            return call(Long.toString(call), "ask", "\"" + asked + "\",\"" + Stamp.hidden(payload) + "\"");
        }

        private static String call(String target, String arguments) {
            return "{\"type\":1,\"target\":\"" + target + "\",\"arguments\":[" + arguments + "]}" + SEPARATOR;
        }

        private static String call(String id, String target, String arguments) {
            return "{\"type\":1,\"invocationId\":\"" + id + "\",\"target\":\"" + target + "\",\"arguments\":["
                    + arguments + "]}" + SEPARATOR;
        }
    }

    private static final class SocketIo implements Wire {
        private static final Pattern TOLD = Pattern.compile("^40\\{\"sid\":\"([^\"]+)\"");
        private static final Pattern QUESTION = Pattern.compile("^42(\\d+)\\[\"q\",(\"[^\"]+\")]$");

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
            if (text.equals("2")) {
                return "3";
            }
            Matcher question = QUESTION.matcher(text);
            return question.matches() ? "43" + question.group(1) + "[" + Stamp.shown(question.group(2)) + "]" : "";
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

        @Override
        public String invoke(long call, String payload) {
            return "42" + call + "[\"echo\",\"" + payload + "\"]";
        }

        @Override
        public String identity(String text) {
            Matcher told = TOLD.matcher(text);
            return told.find() ? told.group(1) : "";
        }

        @Override
        public String direct(String receiver, String payload) {
            return "42[\"direct\",\"" + receiver + "\",\"" + payload + "\"]";
        }

        @Override
        public String ask(long call, String asked, String payload) {
            return "42" + call + "[\"ask\",\"" + asked + "\",\"" + Stamp.hidden(payload) + "\"]";
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

        @Override
        public String invoke(long call, String payload) {
            return "E" + payload;
        }

        @Override
        public String whoAmI() {
            return "I";
        }

        @Override
        public String identity(String text) {
            return text.startsWith("I") ? text.substring(1) : "";
        }

        @Override
        public String direct(String receiver, String payload) {
            return toRoom(receiver, payload);
        }
    }
}
