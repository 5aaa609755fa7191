package io.hubplane.transport.http;

import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.OriginPolicy.Verdict;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Serves one hub's path and the {@code /negotiate} below it: negotiation, the WebSocket upgrade and, before any of
 * them, the answers to requests that cannot be served. Statuses and texts are those of ASP.NET Core.
 *
 * <p>To be mapped to both paths, without wildcards. Safe for any thread.
 */
public final class HubServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String NEGOTIATE_METHODS = "POST";
    private static final String HUB_METHODS = "GET, POST, DELETE";

    private final transient String negotiatePath;
    private final transient ConnectionGateway gateway;
    private final transient OriginPolicy origins;
    private final transient Set<TransportType> transports;
    private final transient Negotiation negotiation;
    private final transient Upgrade upgrade;

    /**
     * Makes the servlet of a hub.
     *
     * @param path the hub's path within the application, for example {@code /chat}
     * @param gateway the hub's connections
     * @param options how requests are answered
     * @param transports the transports clients may use; so far {@link TransportType#WEB_SOCKETS} or none
     * @param binary whether the hub speaks a binary protocol besides the text one
     * @param upgrade makes WebSockets
     * @throws IllegalArgumentException if an option or a transport cannot be served
     */
    public HubServlet(
            String path,
            ConnectionGateway gateway,
            HttpOptions options,
            Set<TransportType> transports,
            boolean binary,
            Upgrade upgrade) {
        if (!Set.of(TransportType.WEB_SOCKETS).containsAll(transports)) {
            throw new IllegalArgumentException("Transports " + transports + ": only WEB_SOCKETS can be served");
        }
        this.negotiatePath = path + "/negotiate";
        this.gateway = gateway;
        this.origins = new OriginPolicy(options.allowedOrigins());
        this.transports = Set.copyOf(transports);
        this.negotiation = new Negotiation(gateway, options.minimumProtocolVersion(), transports, binary);
        this.upgrade = upgrade;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Verdict verdict = origins.judge(request);
        CrossOrigin.addHeaders(request, response, verdict);
        boolean negotiates = negotiatePath.equals(request.getServletPath());
        Answer answer;
        if (verdict == Verdict.FOREIGN) {
            answer = OriginPolicy.refusal(request);
        } else if (CrossOrigin.isPreflight(request)) {
            answer = CrossOrigin.preflight(request, response, negotiates ? NEGOTIATE_METHODS : HUB_METHODS);
        } else if (negotiates) {
            answer = request.getMethod().equals("POST")
                    ? negotiation.answer(RequestCopy.of(request))
                    : methodNotAllowed(response, NEGOTIATE_METHODS, "");
        } else if (WebSocketHandshake.isRequestedBy(request)) {
            openWebSocket(request, response);
            return;
        } else {
            answer = answer(request, response);
        }
        answer.writeTo(response);
    }

    private Answer answer(HttpServletRequest request, HttpServletResponse response) {
        return switch (request.getMethod()) {
            case "GET" -> refuseMissing(request).orElseGet(() -> notSupported(transportOf(request)));
            case "POST" ->
                refuseMissing(request)
                        .orElseGet(() -> methodNotAllowed(
                                response, "GET", "POST requests are not allowed for WebSocket connections."));
            case "DELETE" ->
                refuseMissing(request)
                        .orElseGet(
                                () -> Answer.text(400, "Cannot terminate this connection using the DELETE endpoint."));
            default -> methodNotAllowed(response, HUB_METHODS, "");
        };
    }

    private Optional<Answer> refuseMissing(HttpServletRequest request) {
        Optional<String> token = token(RequestCopy.of(request));
        if (token.isEmpty()) {
            return Optional.of(Answer.text(400, "Connection ID required"));
        }
        return gateway.find(token.get()).isPresent() ? Optional.empty() : Optional.of(unknownConnection());
    }

    private void openWebSocket(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Answer> refusal = WebSocketHandshake.refusal(request, response);
        if (refusal.isPresent()) {
            refusal.get().writeTo(response);
            return;
        }
        RequestInfo copy = RequestCopy.of(request);
        Optional<String> token = token(copy);
        boolean served = transports.contains(TransportType.WEB_SOCKETS);
        // Without a token the client has skipped the negotiation and gets a connection on the spot.
        Optional<TransportConnection> found = token.isPresent()
                ? gateway.find(token.get())
                : served ? Optional.of(gateway.create(copy, NegotiatedTerms.NONE)) : Optional.empty();
        if (found.isEmpty()) {
            Answer answer = token.isPresent() ? unknownConnection() : notSupported(TransportType.WEB_SOCKETS);
            answer.writeTo(response);
        } else if (!served) {
            notSupported(TransportType.WEB_SOCKETS).writeTo(response);
        } else {
            claim(found.get(), request, response);
        }
    }

    private void claim(TransportConnection connection, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (connection.claim(TransportType.WEB_SOCKETS, RequestCopy.of(request))) {
            case GRANTED -> upgrade(connection, request, response);
            case OTHER_TRANSPORT ->
                Answer.text(400, "Cannot change transports mid-connection").writeTo(response);
            case TAKEN -> Answer.text(409, "").writeTo(response);
            case ENDED -> unknownConnection().writeTo(response);
        }
    }

    private void upgrade(TransportConnection connection, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean upgraded = false;
        try {
            upgrade.upgrade(request, response, connection);
            upgraded = response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
        } finally {
            if (!upgraded) {
                connection.abandoned();
            }
        }
        // Tyrus leaves a request that it does not take unanswered, which would be a success.
        if (response.getStatus() == HttpServletResponse.SC_OK) {
            Answer.text(500, "The server did not open a WebSocket").writeTo(response);
        }
    }

    private static Optional<String> token(RequestInfo request) {
        return request.queryParameter("id").filter(id -> !id.isEmpty());
    }

    private static TransportType transportOf(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/event-stream")
                ? TransportType.SERVER_SENT_EVENTS
                : TransportType.LONG_POLLING;
    }

    private static Answer unknownConnection() {
        return Answer.text(404, "No Connection with that ID");
    }

    private static Answer notSupported(TransportType type) {
        return Answer.text(404, type.protocolName() + " transport not supported by this end point type");
    }

    private static Answer methodNotAllowed(HttpServletResponse response, String allowed, String text) {
        response.setHeader("Allow", allowed);
        return Answer.text(405, text);
    }
}
