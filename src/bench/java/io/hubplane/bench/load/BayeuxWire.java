package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;

/**
 * Bayeux, CometD's protocol, over one WebSocket, to which the server binds the session: messages after the handshake
 * need not name it. The server delivers at any time; {@code /meta/connect} only keeps the session alive.
 */
final class BayeuxWire implements Wire {
    private static final String ALL = "/all";
    private static final String SUBSCRIBE = "/meta/subscribe";
    private static final String CONNECT = "/meta/connect";
    private static final String CONNECTING = "[{\"channel\":\"" + CONNECT + "\",\"connectionType\":\"websocket\"}]";

    @Override
    public URI endpoint(URI node) {
        return node.resolve("cometd");
    }

    @Override
    public List<String> greeting() {
        return List.of(
                "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"websocket\"]}]",
                subscribe(ALL),
                CONNECTING);
    }

    @Override
    public boolean isWelcome(String text) {
        return text.contains(SUBSCRIBE) && text.contains("\"successful\":true");
    }

    @Override
    public String answer(String text) {
        return text.contains(CONNECT) ? CONNECTING : "";
    }

    @Override
    public String keepAlive() {
        return "";
    }

    @Override
    public String toAll(String payload) {
        return publish(ALL, payload);
    }

    @Override
    public String join(String room) {
        return subscribe(channel(room));
    }

    @Override
    public String toRoom(String room, String payload) {
        return publish(channel(room), payload);
    }

    private static String channel(String room) {
        return "/room/" + room;
    }

    private static String subscribe(String channel) {
        return "[{\"channel\":\"" + SUBSCRIBE + "\",\"subscription\":\"" + channel + "\"}]";
    }

    private static String publish(String channel, String payload) {
        return "[{\"channel\":\"" + channel + "\",\"data\":\"" + payload + "\"}]";
    }
}
