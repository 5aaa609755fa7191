package io.hubplane.transport.http;

import io.hubplane.transport.TransportConnection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Turns a request into a WebSocket; the WebSocket transport implements it. Safe for any thread. */
@FunctionalInterface
public interface Upgrade {
    /**
     * Answers the request with status 101 and opens the connection over the WebSocket. May return before the connection
     * is open.
     *
     * @param request a WebSocket handshake whose headers were checked
     * @param response its answer, not committed
     * @param connection the connection, claimed for this request
     * @param subProtocol the agreed sub-protocol, or empty for none
     * @throws IOException if the answer cannot be written
     */
    void upgrade(
            HttpServletRequest request,
            HttpServletResponse response,
            TransportConnection connection,
            String subProtocol)
            throws IOException;
}
