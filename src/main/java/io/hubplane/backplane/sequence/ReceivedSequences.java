package io.hubplane.backplane.sequence;

import io.hubplane.backplane.BackplanePositions.Told;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices which of the messages that a node published to one channel are missing, and which come too late; see
 * {@link Position}. Messages before the first one received from a node do not count as missing, unless that node
 * reports that it published them after the channel was subscribed. After {@link #IDLE} of silence a node is new again.
 * Not thread safe.
 */
public final class ReceivedSequences {
    static final long IDLE = TimeUnit.MINUTES.toNanos(5);

    /** Returned instead of the number of missing messages: the message is late. */
    public static final long LATE = -1;

    /** More nodes than a farm has; the node silent for longest is forgotten first. */
    static final int ORIGIN_LIMIT = 512;

    /**
     * How much later than the subscription an event must seem, to count as later: its age was true when the report was
     * sent, and the report takes a moment to arrive.
     */
    private static final long MARGIN = TimeUnit.MILLISECONDS.toNanos(500);

    private final Map<String, Last> lastByOrigin = new HashMap<>(4);
    private long previous;
    private boolean live;
    private long liveSince;

    /** The channel is subscribed. */
    public void live(long now) {
        if (!live) {
            live = true;
            liveSince = now;
        }
    }

    /**
     * Notes a message.
     *
     * @param link the number of this node's subscribed connection that it came by
     * @return how many messages of that node are missing before it, or {@link #LATE}
     */
    public long message(String origin, long position, int link, long now) {
        Last last = find(origin, now);
        long missing = 0;
        if (last == null) {
            last = add(origin);
            last.unknown = Position.number(position) - 1;
        } else if (!Position.isAfter(position, last.position)) {
            return LATE;
        } else if (Position.sameRun(position, last.position)) {
            missing = position - last.position - 1;
        } else {
            missing = Position.number(position) - 1 + lostWithRun(last, link);
            last.unknown = 0;
        }
        if (missing > 0) {
            last.noticed += missing;
            previous = last.position;
        }
        last.came(position, link, now);
        return missing;
    }

    /** The position that {@link #message} found to be the last one before, if a message was missing. */
    long previous() {
        return previous;
    }

    /**
     * What is missing on a channel according to a node's report.
     *
     * @param first what is missing before the first message that was received; null if nothing is
     * @param last what is missing after the last message that was received; null if nothing is
     */
    public record Missing(@Nullable Missed first, @Nullable Missed last) {
        /** How many messages are known to be missing. */
        long count() {
            return (first == null ? 0 : first.count()) + (last == null ? 0 : last.count());
        }
    }

    /**
     * Notes a node's report about the channel.
     *
     * @param link the number of this node's subscribed connection that it came by
     * @param deaf how long ago this node may have begun to miss messages by its last reconnection, in nanoseconds; 0 if
     *     it did not
     * @return which more of that node's messages are now known to be missing, or may be
     */
    public Missing told(String origin, Told told, int link, long now, long deaf) {
        Last last = find(origin, now);
        Missed first = null;
        Missed after = null;
        long position = told.position();
        if (last == null) {
            last = add(origin);
            after = firstOf(position, Position.number(position), told.lost(), told, now, deaf);
        } else if (Position.sameRun(position, last.position)) {
            long count = Math.max(0, position - last.position);
            after = count == 0 ? null : new Missed(last.position, position + 1, count, 0);
            first = firstOf(position, last.unknown, told.lost() - count - last.noticed, told, now, deaf);
        } else if (Position.isAfter(position, last.position)) {
            long count = Position.number(position) + lostWithRun(last, link);
            after = new Missed(last.position, position + 1, count, 0);
        }
        last.unknown = 0;
        last.noticed = 0;
        last.came(Position.isAfter(last.position, position) ? last.position : position, link, now);
        return new Missing(first, after);
    }

    /**
     * Which of the first messages of a run are missing: all if they were published after the channel was subscribed,
     * otherwise those lost after that, and perhaps those published while this node received nothing.
     *
     * @param position any position of the run
     * @param first how many messages were published before the first received one
     */
    private @Nullable Missed firstOf(long position, long first, long lost, Told told, long now, long deaf) {
        long after = position - Position.number(position);
        if (first == 0) {
            return null;
        }
        if (isSinceSubscribed(told.runMillis(), now)) {
            return new Missed(after, after + first + 1, first, 0);
        }
        long count = isSinceSubscribed(told.lostMillis(), now) ? Math.max(0, Math.min(lost, first)) : 0;
        long younger = live ? Math.max(0, Math.min(deaf, now - liveSince - MARGIN)) : 0;
        return count == 0 && younger == 0 ? null : new Missed(after, after + first + 1, count, Math.max(1, younger));
    }

    /**
     * A node forgets a channel's counter early only if nobody had subscribed or if its table is full. A receiver that
     * was cut off in the meantime has missed at least one message.
     */
    private static long lostWithRun(Last last, int link) {
        return last.link == link ? 0 : 1;
    }

    private boolean isSinceSubscribed(long agoMillis, long now) {
        return live && now - TimeUnit.MILLISECONDS.toNanos(agoMillis) - liveSince > MARGIN;
    }

    private @Nullable Last find(String origin, long now) {
        Last last = lastByOrigin.get(origin);
        return last == null || now - last.at > IDLE ? null : last;
    }

    private Last add(String origin) {
        if (lastByOrigin.size() >= ORIGIN_LIMIT) {
            forgetOldest();
        }
        Last last = new Last();
        lastByOrigin.put(origin, last);
        return last;
    }

    private void forgetOldest() {
        Map.Entry<String, Last> oldest = null;
        for (Map.Entry<String, Last> entry : lastByOrigin.entrySet()) {
            if (oldest == null || entry.getValue().at - oldest.getValue().at < 0) {
                oldest = entry;
            }
        }
        lastByOrigin.remove(Objects.requireNonNull(oldest).getKey());
    }

    /** The channel is no longer subscribed. */
    public void forget() {
        lastByOrigin.clear();
        live = false;
    }

    /** Forgets the nodes that were silent for {@link #IDLE}. */
    public void dropIdle(long now) {
        lastByOrigin.values().removeIf(last -> now - last.at > IDLE);
    }

    private static final class Last {
        private long position;
        private long at;
        private int link;
        /** How many messages of the run were published before the first received one, missed or not. */
        private long unknown;
        /** How many missing messages were noticed since the node's last report. */
        private long noticed;

        void came(long lastPosition, int by, long now) {
            position = lastPosition;
            link = by;
            at = now;
        }
    }
}
