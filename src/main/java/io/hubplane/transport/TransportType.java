package io.hubplane.transport;

/** The transports of the SignalR protocol (Transport Protocols, <em>Transports</em>). */
public enum TransportType {
    /** Full duplex over a WebSocket. */
    WEB_SOCKETS("WebSockets"),
    /** Server to client over one long response, client to server by POST. */
    SERVER_SENT_EVENTS("ServerSentEvents"),
    /** Server to client over one poll after another, client to server by POST. */
    LONG_POLLING("LongPolling");

    private final String protocolName;

    TransportType(String protocolName) {
        this.protocolName = protocolName;
    }

    /**
     * The name in negotiate answers.
     *
     * @return the name
     */
    public String protocolName() {
        return protocolName;
    }
}
