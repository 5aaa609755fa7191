package io.hubplane.transport.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;

/** The implementations of Jakarta WebSocket that get special treatment; the only place that distinguishes them. */
enum WebSocketEngine {
    /** The engine of Payara and GlassFish. */
    TYRUS("org.glassfish.tyrus."),
    /** The engine of WildFly. */
    UNDERTOW("io.undertow."),
    /** Any other engine: only what the specification says is used. */
    OTHER("");

    private final String packagePrefix;

    WebSocketEngine(String packagePrefix) {
        this.packagePrefix = packagePrefix;
    }

    static WebSocketEngine of(Session session) {
        String name = session.getClass().getName();
        for (WebSocketEngine engine : values()) {
            if (name.startsWith(engine.packagePrefix)) {
                return engine;
            }
        }
        throw new AssertionError("every name starts with the last prefix");
    }

    /** How the reading of a session is controlled. */
    static Reading reading(Session session) {
        return switch (of(session)) {
            case TYRUS -> new TyrusReading(session);
            case UNDERTOW -> new UndertowReading(session);
            case OTHER -> Reading.ONE_BY_ONE;
        };
    }

    /** The cheapest correct way to send over a session. */
    static FrameSender sender(Session session) {
        RemoteEndpoint.Async remote = session.getAsyncRemote();
        FrameSender asynchronous = new AsyncFrameSender(remote);
        if (of(session) != TYRUS) {
            return asynchronous;
        }
        boolean unused = TyrusIdleTimer.spare(session); // if it fails: slower, but still correct
        RawSocket socket = TyrusRawSocket.of(remote);
        return socket == null ? asynchronous : new TyrusFrameSender(socket, asynchronous);
    }
}
