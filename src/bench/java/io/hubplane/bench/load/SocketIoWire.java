package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Socket.IO over Engine.IO 4, on a WebSocket from the beginning.
 *
 * @param asks whether the server can ask a client of another node
 */
record SocketIoWire(boolean asks) implements Wire {
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
        return asks ? "42" + call + "[\"ask\",\"" + asked + "\",\"" + Stamp.hidden(payload) + "\"]" : "";
    }
}
