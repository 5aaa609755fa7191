package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneSecret;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the nodes of a farm work together.
 *
 * @param acknowledgementTimeout how long another node may take to answer a group command or a forwarded request other than a
 *     poll; default 5 s
 * @param secret what the tokens of connections are checked by, the same on every node, or null if there is none: then the
 *     tokens of other nodes are checked for their form only
 * @param forwardedRequests how many requests other than polls may be under way from here to other nodes, and as many from
 *     there, for each hub; from 1
 * @param forwardedRequestsPerAddress how many of them may come from one address, from 1; with the same share of the bytes, or
 *     a single body
 * @param forwardedBytes how many bytes their bodies may have together, for each direction and hub; from 1. A single body may
 *     be longer
 */
public record FarmOptions(
        Duration acknowledgementTimeout,
        @Nullable BackplaneSecret secret,
        int forwardedRequests,
        int forwardedRequestsPerAddress,
        int forwardedBytes) {
    /** Twice what the calls of a node take at a time is under way in a good farm; a slow client has nine at most. */
    private static final int FORWARDED_REQUESTS = 1024;

    /** A fifth of all, and as many as there may be POSTs of an address whose bodies are still coming. */
    private static final int FORWARDED_REQUESTS_PER_ADDRESS = 200;

    /** Sixteen bodies of the greatest length, or the usual bodies of as many requests as there may be. */
    private static final int FORWARDED_BYTES = 16 * 1024 * 1024;

    /** The defaults, without a secret. */
    public static final FarmOptions DEFAULTS = new FarmOptions(
            Duration.ofSeconds(5), null, FORWARDED_REQUESTS, FORWARDED_REQUESTS_PER_ADDRESS, FORWARDED_BYTES);

    public FarmOptions {
        Objects.requireNonNull(acknowledgementTimeout);
        if (forwardedRequests < 1 || forwardedRequestsPerAddress < 1 || forwardedBytes < 1) {
            throw new IllegalArgumentException("forwardedRequests is " + forwardedRequests
                    + ", forwardedRequestsPerAddress " + forwardedRequestsPerAddress + " and forwardedBytes "
                    + forwardedBytes + ", must be at least 1");
        }
    }

    /**
     * The same with another time.
     *
     * @param timeout how long another node may take to answer
     * @return the options
     */
    public FarmOptions answeringWithin(Duration timeout) {
        return new FarmOptions(timeout, secret, forwardedRequests, forwardedRequestsPerAddress, forwardedBytes);
    }
}
