package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The JSON hub protocol of SignalR, without negotiation. */
final class SignalRWire implements Wire {
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
        return QUESTION.matcher(text).results().map(SignalRWire::completion).collect(Collectors.joining());
    }

    private static String completion(MatchResult question) {
        return "{\"type\":3,\"invocationId\":\"" + question.group(1) + "\",\"result\":" + Stamp.shown(question.group(2))
                + "}" + SEPARATOR;
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
        return "{\"type\":1,\"invocationId\":\"" + id + "\",\"target\":\"" + target + "\",\"arguments\":[" + arguments
                + "]}" + SEPARATOR;
    }
}
