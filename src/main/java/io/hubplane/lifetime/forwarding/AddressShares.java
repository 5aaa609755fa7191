package io.hubplane.lifetime.forwarding;

import io.hubplane.lifetime.routing.Capacity;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits how much of a {@link Capacity} the clients of one address take, so that they leave some of it to others. A single
 * item may have more bytes than the share. Safe for any thread.
 */
final class AddressShares {
    private final int most;
    private final long mostBytes;
    private final Map<String, Taken> byAddress = new HashMap<>();

    /**
     * Makes shares of which nothing is taken.
     *
     * @param most how many items an address may have, from 1
     * @param mostBytes how many bytes these items may have together, from 0
     */
    AddressShares(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Takes a part of an address's share; false if the share is too small for it. */
    synchronized boolean take(String address, long bytes) {
        Taken before = byAddress.getOrDefault(address, Taken.NOTHING);
        if (before.count() >= most || (before.count() > 0 && before.bytes() + bytes > mostBytes)) {
            return false;
        }
        byAddress.put(address, new Taken(before.count() + 1, before.bytes() + bytes));
        return true;
    }

    synchronized void giveBack(String address, long bytes) {
        byAddress.computeIfPresent(
                address,
                (key, taken) -> taken.count() == 1 ? null : new Taken(taken.count() - 1, taken.bytes() - bytes));
    }

    /** How many addresses hold a part of the capacity. */
    synchronized int size() {
        return byAddress.size();
    }

    private record Taken(int count, long bytes) {
        static final Taken NOTHING = new Taken(0, 0);
    }
}
