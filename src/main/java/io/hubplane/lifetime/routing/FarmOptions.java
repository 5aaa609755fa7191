package io.hubplane.lifetime.routing;

import io.hubplane.backplane.BackplaneSecret;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the nodes of a farm work together.
 *
 * @param acknowledgementTimeout how long another node may take to answer a group command or a forwarded request other
 *     than a poll; default 5 s
 * @param secret the secret that protects the tokens of connections, the same on every node; null if there is none: then
 *     only the form of other nodes' tokens is checked
 * @param forwardedRequests how many requests other than polls this node may have under way to other nodes, and as many
 *     from them, for each hub; from 1
 * @param forwardedRequestsPerAddress how many of them may come from one address, from 1; an address has the same share
 *     of the bytes, or a single body
 * @param forwardedBytes how many bytes their bodies may have together, for each direction and hub; from 1. A single
 *     body may be longer
 */
public record FarmOptions(
        Duration acknowledgementTimeout,
        @Nullable BackplaneSecret secret,
        int forwardedRequests,
        int forwardedRequestsPerAddress,
        int forwardedBytes) {
    /** Twice what the threads of a node handle at a time in a healthy farm; a slow client has at most nine. */
    private static final int FORWARDED_REQUESTS = 1024;

    /** A fifth of all, and equal to the limit of incomplete POSTs from one address. */
    private static final int FORWARDED_REQUESTS_PER_ADDRESS = 200;

    /** Sixteen bodies of the maximum length, or the usual bodies of as many requests as are allowed. */
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
     * The same options with another acknowledgement timeout.
     *
     * @param timeout how long another node may take to answer
     * @return the options
     */
    public FarmOptions answeringWithin(Duration timeout) {
        return new FarmOptions(timeout, secret, forwardedRequests, forwardedRequestsPerAddress, forwardedBytes);
    }
}
