package io.hubplane.transport.websocket;

import jakarta.websocket.Session;

/** The implementations of Jakarta WebSocket that are treated in a way of their own; the one place that tells them. */
enum WebSocketEngine {
    /** In Payara and GlassFish. */
    TYRUS("org.glassfish.tyrus."),
    /** In WildFly. */
    UNDERTOW("io.undertow."),
    /** Any other: what the specification says has to do. */
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
}
