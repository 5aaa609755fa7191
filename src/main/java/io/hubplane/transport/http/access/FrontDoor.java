package io.hubplane.transport.http.access;

import io.hubplane.observe.HubObserver;
import io.hubplane.transport.CountedConnection;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.http.answer.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The entry of all requests to a node's hubs; one object serves all hubs of a node. Safe for any thread. */
public final class FrontDoor {
    private final TrustedProxies proxies;
    private final AllowedHosts hosts;
    private final ConnectionLimits connections;
    private final RequestCopy copies;
    private final LimitReports limits;

    /**
     * Makes the front door of a node.
     *
     * @param options which proxies and hosts it trusts, and how many connections it allows
     * @param observer is told about limits that are reached
     * @param ticker the time in nanoseconds
     * @throws IllegalArgumentException if an address or a host in the options is malformed
     */
    public FrontDoor(FrontDoorOptions options, HubObserver observer, LongSupplier ticker) {
        this.proxies = new TrustedProxies(options.trustedProxies());
        this.hosts = new AllowedHosts(options.allowedHosts());
        this.connections = new ConnectionLimits(options, ticker);
        this.copies = new RequestCopy(options.maximumHeaderBytes());
        this.limits = new LimitReports(observer, ticker);
    }

    /** A request as its client sent it. */
    ClientSide clientSide(HttpServletRequest request) {
        return proxies.clientSide(request);
    }

    /** The answer to a request for a host that is not allowed; empty if it is allowed. */
    Optional<Answer> refusal(ClientSide client) {
        return hosts.refusal(client);
    }

    /** Copies a request; empty if it is too long to be kept with a connection. */
    Optional<RequestInfo> copy(HttpServletRequest request, Identity identity, String address) {
        Optional<RequestInfo> copy = copies.of(request, identity, address);
        if (copy.isEmpty()) {
            limits.reached(NodeLimit.HEADERS, address);
        }
        return copy;
    }

    /**
     * Counts a connection that is about to be made.
     *
     * @param request the request for it
     * @return the counted connection, or the answer if a limit refuses it
     */
    public Entry enter(RequestInfo request) {
        ConnectionLimits.Attempt attempt = connections.enter(request.remoteAddress());
        NodeLimit reached = attempt.refusal();
        if (reached != null) {
            limits.reached(reached, request.remoteAddress());
        }
        return new Entry(attempt, reached == null ? null : reached.answer());
    }

    /**
     * A connection that is about to be made.
     *
     * @param counted to be told what becomes of the connection
     * @param refusal the answer if a limit refuses the connection; otherwise null
     */
    public record Entry(CountedConnection counted, @Nullable Answer refusal) {}

    /** The number of connections. */
    int connections() {
        return connections.connections();
    }
}
