package io.hubplane.transport;

import io.hubplane.transport.TransportConnection.Claim;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a client that has come to another node than that of its connection.
 *
 * @param claim {@link Claim#GRANTED}, or why the client is refused
 * @param connection the connection for the client's transport, not yet claimed; null if the client is refused. It is
 *     moved to this node when the client has sent something over the transport
 */
public record Arrival(Claim claim, @Nullable TransportConnection connection) {
    public Arrival {
        Objects.requireNonNull(claim);
        if ((claim == Claim.GRANTED) != (connection != null)) {
            throw new IllegalArgumentException("A connection is there if, and only if, the claim is granted");
        }
    }

    /** The client gets its connection. */
    public static Arrival of(TransportConnection connection) {
        return new Arrival(Claim.GRANTED, connection);
    }

    /** The client is refused. */
    public static Arrival refused(Claim why) {
        return new Arrival(why, null);
    }
}
