package io.hubplane.backplane.sequence;

import io.hubplane.backplane.BackplanePositions.Asked;
import io.hubplane.backplane.BackplanePositions.Told;
import io.hubplane.backplane.BackplanePositions.ToldAll;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When this node has to tell the others what it has published, and to ask them: after it lost something, after its
 * connection was lost, or when another asks, never while all is well. It tells at most once a second, and whatever is
 * asked meanwhile is told together. Safe for any thread.
 */
public final class PositionNews {
    /** How many channels are told in one message. */
    static final int MESSAGE_CHANNELS = 500;

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    /**
     * What to say now.
     *
     * @param messages what to publish, to be stamped
     * @param since when the told channels were used last, or later
     * @param deafSince when the asking node was heard to receive last; null if it asks nothing
     */
    public record News(
            List<byte[]> messages,
            @Nullable Long since,
            List<Told> told,
            @Nullable Long deafSince) {}

    private final PublishSequences sequences;
    private @Nullable Long since;
    private @Nullable Long deafSince;
    private @Nullable Long lastTold;

    /** Makes news of what is numbered by these sequences. */
    public PositionNews(PublishSequences sequences) {
        this.sequences = sequences;
    }

    /** The others are to know of the channels used since a time, in nanoseconds. */
    public synchronized void tell(long usedSince) {
        since = earlier(since, usedSince);
    }

    /** The others are to tell; this node may have received nothing since a time, in nanoseconds. */
    public synchronized void ask(long heardLast) {
        deafSince = earlier(deafSince, heardLast);
    }

    /** There is a new connection: what is due need not wait. */
    public synchronized void hasten() {
        lastTold = null;
    }

    /** How long until something is to be said, in nanoseconds; at most a time. */
    public synchronized long wait(long most, long now) {
        if (deafSince != null) {
            return 0;
        }
        if (since == null || lastTold == null) {
            return since == null ? most : 0;
        }
        return Math.max(0, Math.min(most, lastTold + INTERVAL - now));
    }

    /** What to say now, to be given to {@link #said} or {@link #unsaid}; null if there is nothing. */
    public synchronized @Nullable News take(long now) {
        boolean tells = since != null && (lastTold == null || now - lastTold >= INTERVAL);
        if (!tells && deafSince == null) {
            return null;
        }
        List<byte[]> messages = new ArrayList<>();
        Long asked = deafSince;
        deafSince = null;
        if (asked != null) {
            messages.add(new Asked(TimeUnit.NANOSECONDS.toMillis(Math.max(0, now - asked))).encode());
        }
        Long from = tells ? since : null;
        List<Told> told = List.of();
        if (from != null) {
            since = null;
            lastTold = now;
            told = sequences.usedSince(from, now);
            for (int i = 0; i < told.size(); i += MESSAGE_CHANNELS) {
                messages.add(new ToldAll(told.subList(i, Math.min(told.size(), i + MESSAGE_CHANNELS))).encode());
            }
        }
        return new News(messages, from, told, asked);
    }

    /** The carrier has taken it. */
    public void said(News news, long now) {
        sequences.know(news.told(), now);
    }

    /** The carrier may not have taken it. */
    public synchronized void unsaid(News news) {
        if (news.since() != null) {
            tell(news.since());
        }
        if (news.deafSince() != null) {
            ask(news.deafSince());
        }
    }

    private static Long earlier(@Nullable Long one, long other) {
        return one == null || other - one < 0 ? Long.valueOf(other) : one;
    }
}
