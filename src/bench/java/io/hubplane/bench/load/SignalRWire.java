package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;

/** The JSON hub protocol of SignalR, without negotiation. */
final class SignalRWire implements Wire {
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
