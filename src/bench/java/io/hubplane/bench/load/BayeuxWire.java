package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bayeux, CometD's protocol, over one WebSocket. The server delivers at any time; {@code /meta/connect}, which is
 * answered after half a minute and sent again then, only keeps the session alive.
 */
final class BayeuxWire implements Wire {
    private static final String ALL = "/all";
    private static final String HANDSHAKE = "/meta/handshake";
    private static final String SUBSCRIBE = "/meta/subscribe";
    private static final String CONNECT = "/meta/connect";
    private static final String IDENTITY = "{identity}";
    private static final Pattern CLIENT_ID = Pattern.compile("\"clientId\":\"([^\"]+)\"");

    @Override
    public URI endpoint(URI node) {
        return node.resolve("cometd");
    }

    @Override
    public List<String> greeting() {
        return List.of("[{\"channel\":\"" + HANDSHAKE
                + "\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"websocket\"]}]");
    }

    @Override
    public String identity(String text) {
        Matcher matcher = CLIENT_ID.matcher(text);
        return text.contains(HANDSHAKE) && matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public String completed(String text, String identity) {
        return text.replace(IDENTITY, identity);
    }

    @Override
    public boolean isWelcome(String text) {
        return text.contains(SUBSCRIBE) && text.contains("\"successful\":true");
    }

    @Override
    public String answer(String text) {
        if (text.contains(HANDSHAKE)) {
            return "[" + subscription(ALL) + "," + connection() + "]";
        }
        return text.contains(CONNECT) ? "[" + connection() + "]" : "";
    }

    @Override
    public String keepAlive() {
        return "";
    }

    @Override
    public String toAll(String payload) {
        return "[" + publication(ALL, payload) + "]";
    }

    @Override
    public String join(String room) {
        return "[" + subscription(channel(room)) + "]";
    }

    @Override
    public String toRoom(String room, String payload) {
        return "[" + publication(channel(room), payload) + "]";
    }

    private static String channel(String room) {
        return "/room/" + room;
    }

    private static String connection() {
        return message(CONNECT, "\"connectionType\":\"websocket\"");
    }

    private static String subscription(String channel) {
        return message(SUBSCRIBE, "\"subscription\":\"" + channel + "\"");
    }

    private static String publication(String channel, String payload) {
        return message(channel, "\"data\":\"" + payload + "\"");
    }

    private static String message(String channel, String rest) {
        return "{\"channel\":\"" + channel + "\",\"clientId\":\"" + IDENTITY + "\"," + rest + "}";
    }
}
