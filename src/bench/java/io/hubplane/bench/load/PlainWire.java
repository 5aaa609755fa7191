package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;

/** One letter for the action, then the payload: for endpoints written by hand. */
final class PlainWire implements Wire {
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
