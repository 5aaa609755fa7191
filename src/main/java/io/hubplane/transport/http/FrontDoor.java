package io.hubplane.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Where all requests to a node's hubs come in; one serves all hubs of a node. Safe for any thread. */
public final class FrontDoor {
    private final TrustedProxies proxies;
    private final AllowedHosts hosts;

    /**
     * Makes the front door of a node.
     *
     * @param options how it looks at those who come
     * @throws IllegalArgumentException if an address or host of the options is none
     */
    public FrontDoor(FrontDoorOptions options) {
        proxies = new TrustedProxies(options.trustedProxies());
        hosts = new AllowedHosts(options.allowedHosts());
    }

    /** A request as its client sees it. */
    ClientSide clientSide(HttpServletRequest request) {
        return proxies.clientSide(request);
    }

    /** The answer to a request that asks for a host this node is not; empty if it does not. */
    Optional<Answer> refusal(ClientSide client) {
        return hosts.refusal(client);
    }
}
