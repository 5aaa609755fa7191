package io.hubplane.backplane.sequence;

import io.hubplane.backplane.BackplaneResends.Again;
import io.hubplane.backplane.BackplaneResends.Range;
import io.hubplane.backplane.BackplaneResends.Resent;
import io.hubplane.backplane.BackplaneResends.Wanted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The messages that this node published last, bounded in bytes and time, for nodes that lost them. Used by one thread at
 * a time, the one that publishes: a message costs a place in a queue, nothing is copied or locked, and who is interested in it is
 * found out when somebody asks.
 */
public final class SentMessages {
    /**
     * How many bytes an answer has, or one message if it is longer. The receiver asks for the rest when it has read
     * that, so a slow one is not cut off by what is sent again.
     */
    static final int ANSWER_BYTES = 256 << 10;

    /** How many channels a question may name. */
    static final int CHANNELS = 500;

    private final long mostBytes;
    private final long mostNanos;
    private final ArrayDeque<SentMessage> kept = new ArrayDeque<>();
    private long bytes;
    /** How many messages were removed: the place of the first kept one among all. */
    private long removed;

    /** Makes an empty store. */
    public SentMessages(ResendOptions options) {
        this.mostBytes = options.resends() ? options.bytes() : 0;
        this.mostNanos = options.time().toNanos();
    }

    /** Adds a message that has just been numbered. */
    public void add(SentMessage message) {
        if (mostBytes > 0) {
            kept.add(message);
            bytes += message.size();
            while (bytes > mostBytes) {
                removeFirst();
            }
        }
    }

    /** Drops the messages that are too old. */
    public void dropOld(long now) {
        while (!kept.isEmpty() && now - kept.element().numberedAt() > mostNanos) {
            removeFirst();
        }
    }

    private void removeFirst() {
        bytes -= kept.remove().size();
        removed++;
    }

    /** How many bytes are kept. */
    long bytes() {
        return bytes;
    }

    /**
     * What a node gets that misses messages: those of each range that are kept, the oldest first, until the answer is
     * full. Encode it before anything else is published, since arrays may be stamped again.
     */
    public Resent answer(Wanted wanted, long now) {
        dropOld(now);
        Map<String, Range> ranges = new HashMap<>();
        for (Range range : wanted.ranges().subList(0, Math.min(wanted.ranges().size(), CHANNELS))) {
            ranges.put(range.channel(), range);
        }
        List<Again> messages = new ArrayList<>();
        long length = 0;
        long order = removed;
        for (SentMessage message : kept) {
            Range range = ranges.get(message.channel());
            if (range != null && isIn(range, message, now) && message.maySendAgain()) {
                if (length > 0 && length + message.size() > ANSWER_BYTES) {
                    return new Resent(wanted.id(), true, messages);
                }
                length += message.size();
                messages.add(new Again(message.channel(), message.position(), order, message.message()));
            }
            order++;
        }
        return new Resent(wanted.id(), false, messages);
    }

    private static boolean isIn(Range range, SentMessage message, long now) {
        return Position.isAfter(message.position(), range.after())
                && Position.isAfter(range.before(), message.position())
                && (range.youngerMillis() == 0
                        || TimeUnit.NANOSECONDS.toMillis(now - message.numberedAt()) <= range.youngerMillis());
    }
}
