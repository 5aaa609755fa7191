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

/** Where all requests to a node's hubs come in; one serves all hubs of a node. Safe for any thread. */
public final class FrontDoor {
    private static final Logger LOGGER = System.getLogger(FrontDoor.class.getName());

    /** Who meets a limit meets it often: one line for each limit in this time, in nanoseconds. */
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
     * @param options how it looks at those who come, and how many it lets in
     * @param observer hears of limits that are reached
     * @param ticker the time in nanoseconds
     * @throws IllegalArgumentException if an address or host of the options is none
     */
    public FrontDoor(FrontDoorOptions options, HubObserver observer, LongSupplier ticker) {
        this.proxies = new TrustedProxies(options.trustedProxies());
        this.hosts = new AllowedHosts(options.allowedHosts());
        this.census = new Census(options, ticker);
        this.copies = new RequestCopy(options.maximumHeaderBytes());
        this.observer = observer;
        this.ticker = ticker;
    }

    /** A request as its client sees it. */
    ClientSide clientSide(HttpServletRequest request) {
        return proxies.clientSide(request);
    }

    /** The answer to a request that asks for a host this node is not; empty if it does not. */
    Optional<Answer> refusal(ClientSide client) {
        return hosts.refusal(client);
    }

    /** What copies requests, if they are not too long. */
    RequestCopy copies() {
        return copies;
    }

    /** Finds room for a connection that is about to be made; the guest says if there is none. */
    Census.Guest enter(RequestInfo request) {
        Census.Guest guest = census.enter(request.remoteAddress());
        NodeLimit reached = guest.refusal();
        if (reached != null) {
            reached(reached, request.remoteAddress());
        }
        return guest;
    }

    /** A request is refused for a limit. */
    void reached(NodeLimit limit, String address) {
        observer.limitReached("", limit.key());
        if (isWorthALine(limit)) {
            LOGGER.log(
                    Level.WARNING,
                    "A request from {0} was refused, as more may be for the next minute: hubplane.{1} is reached",
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

    /** How many connections there are. */
    int connections() {
        return census.connections();
    }
}
