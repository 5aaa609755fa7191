package io.hubplane.transport.http;

import io.hubplane.observe.HubObserver;
import io.hubplane.transport.RequestInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The entry of all requests to a node's hubs; one object serves all hubs of a node. Safe for any thread. */
public final class FrontDoor {
    private static final Logger LOGGER = System.getLogger(FrontDoor.class.getName());

    /** A client that meets a limit once meets it often. So each limit is logged once in this time, in nanoseconds. */
    private static final long BETWEEN_LINES = 60_000_000_000L;

    private final TrustedProxies proxies;
    private final AllowedHosts hosts;
    private final Census census;
    private final HubObserver observer;
    private final LongSupplier ticker;
    private final RequestCopy copies;
    private final Map<NodeLimit, Long> logged = new EnumMap<>(NodeLimit.class);

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
        this.census = new Census(options, ticker);
        this.copies = new RequestCopy(options.maximumHeaderBytes());
        this.observer = observer;
        this.ticker = ticker;
    }

    /** A request as its client sent it. */
    ClientSide clientSide(HttpServletRequest request) {
        return proxies.clientSide(request);
    }

    /** The answer to a request for a host that is not allowed; empty if it is allowed. */
    Optional<Answer> refusal(ClientSide client) {
        return hosts.refusal(client);
    }

    /** Copies requests, except those that are too long. */
    RequestCopy copies() {
        return copies;
    }

    /** Counts a connection that is about to be made; the returned guest says whether it is refused. */
    Census.Guest enter(RequestInfo request) {
        Census.Guest guest = census.enter(request.remoteAddress());
        NodeLimit reached = guest.refusal();
        if (reached != null) {
            reached(reached, request.remoteAddress());
        }
        return guest;
    }

    /** Reports that a limit refuses a request. */
    void reached(NodeLimit limit, String address) {
        observer.limitReached("", limit.key());
        if (isWorthALine(limit)) {
            LOGGER.log(
                    Level.WARNING,
                    "A request from {0} was refused because the limit hubplane.{1} is reached;"
                            + " further refusals are not logged for one minute",
                    address,
                    limit.key());
        }
    }

    private boolean isWorthALine(NodeLimit limit) {
        long now = ticker.getAsLong();
        synchronized (logged) {
            Long last = logged.get(limit);
            if (last != null && now - last < BETWEEN_LINES) {
                return false;
            }
            logged.put(limit, now);
            return true;
        }
    }

    /** The number of connections. */
    int connections() {
        return census.connections();
    }
}
