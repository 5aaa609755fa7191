package io.hubplane.connection;

import static io.hubplane.transport.OptionRanges.requireAtLeast;

import io.hubplane.connection.outbound.OutboundOptions;
import java.util.Objects;

/**
 * How connections behave. Names and defaults are those of ASP.NET Core SignalR for options that it has, too.
 *
 * @param timeouts how long things may take
 * @param outbound how much may wait for a client
 * @param maximumReceiveMessageSize the maximum length of a client's message, in bytes, 1 to 2^31-1; default 32,768
 * @param statefulReconnectBufferSize how many bytes of unacknowledged messages are kept for a stateful reconnect, 1 to
 *     2^31-1; further messages wait; default 100,000
 * @param maximumGroupsPerConnection how many groups a connection may be in, 1 to 2^31-1; default 1,000
 * @param closeOnAuthenticationExpiration whether a connection ends when its client's identity expires, for example with
 *     a token; default false
 * @param enableDetailedErrors whether clients get the texts of all exceptions; default false
 */
public record ConnectionOptions(
        TimeoutOptions timeouts,
        OutboundOptions outbound,
        int maximumReceiveMessageSize,
        int statefulReconnectBufferSize,
        int maximumGroupsPerConnection,
        boolean closeOnAuthenticationExpiration,
        boolean enableDetailedErrors) {

    /** The default options. */
    public static final ConnectionOptions DEFAULTS = new ConnectionOptions(
            TimeoutOptions.DEFAULTS, OutboundOptions.DEFAULTS, 32 * 1024, 100_000, 1_000, false, false);

    public ConnectionOptions {
        Objects.requireNonNull(timeouts);
        Objects.requireNonNull(outbound);
        requireAtLeast("maximumReceiveMessageSize", maximumReceiveMessageSize, 1);
        requireAtLeast("statefulReconnectBufferSize", statefulReconnectBufferSize, 1);
        requireAtLeast("maximumGroupsPerConnection", maximumGroupsPerConnection, 1);
    }
}
