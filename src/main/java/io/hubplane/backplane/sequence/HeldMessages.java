package io.hubplane.backplane.sequence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one node that are held back, in the order in which they came, and missing ones that go before them: what
 * is lost when a connection breaks is older than what comes by the next one. Guarded by {@link Recovery}.
 */
final class HeldMessages {
    /** About the memory that one takes in addition to its bytes, as for a publication. */
    private static final int OVERHEAD = 128;

    /** Receives a message. */
    @FunctionalInterface
    interface Receiver {
        void deliver(String channel, byte[] message);
    }

    @SuppressWarnings("ArrayRecordComponent") // carried unchanged; never compared
    private record Held(String channel, long order, byte[] message) {
        long size() {
            return (long) message.length + OVERHEAD;
        }
    }

    /** How many gaps are open. */
    int openGaps;

    private final List<Held> found = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    /** The position of the first message of each channel. */
    private final Map<String, Long> firsts = new HashMap<>();

    private long bytes;

    /** Holds back a message. Returns about how many bytes of memory that takes. */
    long hold(String channel, long position, byte[] message) {
        firsts.putIfAbsent(channel, position);
        return add(held, new Held(channel, 0, message));
    }

    /** Adds a message that was missing. Returns about how many bytes of memory that takes. */
    long found(String channel, long order, byte[] message) {
        return add(found, new Held(channel, order, message));
    }

    private long add(List<Held> to, Held message) {
        to.add(message);
        bytes += message.size();
        return message.size();
    }

    /** The position of the first message on a channel; null if there is none. */
    @Nullable
    Long first(String channel) {
        return firsts.get(channel);
    }

    /** About how many bytes of memory they take. */
    long bytes() {
        return bytes;
    }

    /** The channel is of no interest any more. Returns about how many bytes of memory that frees. */
    long forget(String channel) {
        long before = bytes;
        firsts.remove(channel);
        held.removeIf(each -> drops(each, channel));
        found.removeIf(each -> drops(each, channel));
        return before - bytes;
    }

    private boolean drops(Held each, String channel) {
        boolean dropped = each.channel().equals(channel);
        if (dropped) {
            bytes -= each.size();
        }
        return dropped;
    }

    /** Passes all on: those that were missing first, in the order in which they were published. */
    void release(Receiver receiver) {
        found.sort(Comparator.comparingLong(Held::order));
        found.forEach(each -> receiver.deliver(each.channel(), each.message()));
        held.forEach(each -> receiver.deliver(each.channel(), each.message()));
    }
}
