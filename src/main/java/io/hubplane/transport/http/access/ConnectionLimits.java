package io.hubplane.transport.http.access;

import io.hubplane.transport.CountedConnection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections of a node, how many of them still wait for a transport, and how fast clients ask for new ones:
 * in total and for each address. For IPv6, the first half of an address counts, since one customer gets all addresses
 * that begin with it. Safe for any thread. The lock is held for a few look-ups when a connection begins, is claimed and
 * ends.
 */
final class ConnectionLimits {
    private static final long SECOND = 1_000_000_000L;

    /** An address may use this many seconds' worth of negotiations at once: after an outage all clients come back. */
    private static final long BURST_SECONDS = 5;

    private static final int NETWORK_BITS = 64;
    private static final int V6_LENGTH = 16;

    private final FrontDoorOptions options;
    private final LongSupplier ticker;
    /** The time between two negotiations of an address at its full rate, in nanoseconds. */
    private final long interval;

    private final Map<String, Address> addresses = new HashMap<>();
    private int connections;
    private int waiting;
    private long swept;

    ConnectionLimits(FrontDoorOptions options, LongSupplier ticker) {
        this.options = options;
        this.ticker = ticker;
        this.interval = SECOND / options.maximumNegotiationsPerSecondPerAddress();
        this.swept = ticker.getAsLong();
    }

    /** Counts one more connection that waits for its transport, unless a limit is reached. */
    Attempt enter(String client) {
        String network = network(client);
        long now = ticker.getAsLong();
        synchronized (this) {
            sweep(now);
            Address address = addresses.get(network);
            NodeLimit reached = reached(address, now);
            if (reached != null) {
                return new Attempt(null, reached);
            }
            if (address == null) {
                address = new Address(now);
                addresses.put(network, address);
            }
            address.due = Math.max(address.due - now, 0) + now + interval;
            address.connections++;
            address.waiting++;
            connections++;
            waiting++;
            return new Attempt(address, null);
        }
    }

    private @Nullable NodeLimit reached(@Nullable Address address, long now) {
        if (connections >= options.maximumConnections()) {
            return NodeLimit.CONNECTIONS;
        }
        if (waiting >= options.maximumWaitingNegotiations()) {
            return NodeLimit.WAITING;
        }
        if (address == null) {
            return null;
        }
        if (address.connections >= options.maximumConnectionsPerAddress()) {
            return NodeLimit.CONNECTIONS_OF_ADDRESS;
        }
        if (address.waiting >= options.maximumWaitingNegotiationsPerAddress()) {
            return NodeLimit.WAITING_OF_ADDRESS;
        }
        return address.due - now > BURST_SECONDS * SECOND - interval ? NodeLimit.RATE_OF_ADDRESS : null;
    }

    /** Drops addresses that have no connections and have not asked recently. */
    private void sweep(long now) {
        if (now - swept > BURST_SECONDS * SECOND) {
            swept = now;
            addresses.values().removeIf(address -> address.connections == 0 && address.due - now <= 0);
        }
    }

    private static String network(String client) {
        Optional<byte[]> bytes = AddressRange.bytes(client);
        return bytes.isPresent() && bytes.get().length == V6_LENGTH
                ? HexFormat.of().formatHex(Arrays.copyOf(bytes.get(), NETWORK_BITS / Byte.SIZE))
                : client;
    }

    synchronized int connections() {
        return connections;
    }

    synchronized int addresses() {
        return addresses.size();
    }

    /** The counts of an address; guarded by the limits. */
    private static final class Address {
        private int connections;
        private int waiting;
        /** When the next negotiation would be due if the address asked at its full rate, in nanoseconds. */
        private long due;

        Address(long now) {
            due = now;
        }
    }

    /** A connection that was counted, or was refused because of a limit. */
    final class Attempt implements CountedConnection {
        private final @Nullable Address address;
        private final @Nullable NodeLimit refusal;
        private boolean isWaiting = true;
        private boolean isHere = true;

        private Attempt(@Nullable Address address, @Nullable NodeLimit refusal) {
            this.address = address;
            this.refusal = refusal;
        }

        /** The limit that refuses the connection, or null if the connection was counted. */
        @Nullable
        NodeLimit refusal() {
            return refusal;
        }

        @Override
        public void claimed() {
            synchronized (ConnectionLimits.this) {
                if (address != null && isWaiting) {
                    isWaiting = false;
                    address.waiting--;
                    waiting--;
                }
            }
        }

        @Override
        public void ended() {
            synchronized (ConnectionLimits.this) {
                claimed();
                if (address != null && isHere) {
                    isHere = false;
                    address.connections--;
                    connections--;
                }
            }
        }
    }
}
