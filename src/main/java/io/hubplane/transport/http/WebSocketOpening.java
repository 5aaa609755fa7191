package io.hubplane.transport.http;

import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.Wire;
import io.hubplane.transport.http.access.FrontDoor;
import io.hubplane.transport.http.answer.Answer;
import io.hubplane.transport.http.answer.Answers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Answers WebSocket handshakes (Transport Protocols, <em>WebSockets (Full Duplex)</em>). Safe for any thread. */
final class WebSocketOpening {
    private final ConnectionGateway gateway;
    private final FrontDoor frontDoor;
    private final boolean served;
    private final List<String> subProtocols;
    private final Upgrade upgrade;

    WebSocketOpening(ConnectionGateway gateway, HttpOptions options, Upgrade upgrade, FrontDoor frontDoor) {
        this.gateway = gateway;
        this.frontDoor = frontDoor;
        this.served = options.transports().contains(TransportType.WEB_SOCKETS);
        this.subProtocols = options.subProtocols();
        this.upgrade = upgrade;
    }

    /**
     * Opens a WebSocket.
     *
     * @param token the connection's token; empty if the client has skipped the negotiation: it gets a new connection
     * @return the answer, if no WebSocket was opened and no other answer was written
     */
    Optional<Answer> open(
            Optional<String> token, RequestInfo info, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Answer> refusal = WebSocketHandshake.refusal(request, response);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (token.isEmpty() && served) {
            FrontDoor.Entry entry = frontDoor.enter(info);
            return entry.refusal() != null
                    ? Optional.of(entry.refusal())
                    : claim(gateway.create(info, NegotiatedTerms.NONE, entry.counted()), info, request, response);
        }
        Optional<TransportConnection> found = token.flatMap(gateway::find);
        if (token.isPresent() && found.isEmpty()) {
            return Optional.of(Answers.unknownConnection());
        }
        return served && found.isPresent()
                ? claim(found.get(), info, request, response)
                : Optional.of(Answers.notSupported(TransportType.WEB_SOCKETS));
    }

    private Optional<Answer> claim(
            TransportConnection connection, RequestInfo info, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Claim claim = connection.claim(TransportType.WEB_SOCKETS, info);
        return claim == Claim.GRANTED ? upgrade(connection, request, response) : Optional.of(Answers.refused(claim));
    }

    private Optional<Answer> upgrade(
            TransportConnection connection, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Wire.useSmallBuffers(request);
        boolean upgraded = false;
        try {
            upgrade.upgrade(request, response, connection, WebSocketHandshake.chosenSubProtocol(request, subProtocols));
            upgraded = response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
        } finally {
            if (!upgraded) {
                connection.abandoned();
            }
        }
        // Tyrus may leave a refused request unanswered, with status 200, which the client would take for success.
        return response.getStatus() == HttpServletResponse.SC_OK
                ? Optional.of(Answer.text(500, "The server did not open a WebSocket"))
                : Optional.empty();
    }
}
