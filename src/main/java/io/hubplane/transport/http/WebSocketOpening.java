package io.hubplane.transport.http;

import io.hubplane.transport.Arrival;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers WebSocket handshakes (Transport Protocols, <em>WebSockets (Full Duplex)</em>). Safe for any thread. */
final class WebSocketOpening {
    private static final Logger LOGGER = System.getLogger(WebSocketOpening.class.getName());

    /** How many handshakes may wait for another node: fewer than a server has threads for requests. */
    private static final int MOST_ASKING = 64;

    /** Longer than another node may take; then it is taken for gone. */
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(5);

    private final Semaphore asking = new Semaphore(MOST_ASKING);
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
            Arrival arrival = served ? arrival(token.get(), info) : Arrival.refused(Claim.ENDED);
            if (arrival.connection() == null) {
                return Optional.of(Answers.refused(arrival.claim()));
            }
            found = Optional.of(arrival.connection());
        }
        return served && found.isPresent()
                ? claim(found.get(), info, request, response)
                : Optional.of(Answers.notSupported(TransportType.WEB_SOCKETS));
    }

    /**
     * Asks another node for a connection. The thread waits for the answer, usually for some milliseconds, since a
     * handshake cannot be answered later on every server; so only a few wait at a time.
     */
    private Arrival arrival(String token, RequestInfo info) {
        if (!asking.tryAcquire()) {
            return Arrival.refused(Claim.ELSEWHERE);
        }
        try {
            Optional<CompletionStage<Arrival>> asked = gateway.arrive(token, info);
            return asked.isEmpty()
                    ? Arrival.refused(Claim.ENDED)
                    : asked.get().toCompletableFuture().get(LONGEST_QUESTION.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Arrival.refused(Claim.ELSEWHERE);
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.DEBUG, "The node of a connection did not answer", e);
            return Arrival.refused(Claim.ENDED);
        } finally {
            asking.release();
        }
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
