package io.hubplane.transport.websocket;

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
}
