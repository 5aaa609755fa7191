package io.hubplane.backplane.sequence;

import io.hubplane.backplane.BackplanePositions.Asked;
import io.hubplane.backplane.BackplanePositions.Told;
import io.hubplane.backplane.BackplanePositions.ToldAll;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides when this node tells the others what it has published, and when it asks them: after it lost a message, after
 * its connection was lost, or when another node asks; never while nothing is wrong. It tells at most five times in a
 * second, and answers all requests of that time together. Safe for any thread.
 */
public final class PositionNews {
    /** How many channels one message reports. */
    static final int MESSAGE_CHANNELS = 500;

    /** Who has asked holds messages back until then. */
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);

    /**
     * What to publish now.
     *
     * @param messages the messages, still without a stamp
     * @param since the reported channels were used at this time or later; null if none are reported
     * @param deafSince when this node last received something, if it asks; null if it does not ask
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

    /** Makes news about the messages that these sequences number. */
    public PositionNews(PublishSequences sequences) {
        this.sequences = sequences;
    }

    /** Tells the others about the channels used since a time, in nanoseconds. */
    public synchronized void tell(long usedSince) {
        since = earlier(since, usedSince);
    }

    /** Asks the others; this node may have received nothing since a time, in nanoseconds. */
    public synchronized void ask(long heardLast) {
        deafSince = earlier(deafSince, heardLast);
    }

    /** There is a new connection: what is due does not wait any longer. */
    public synchronized void hasten() {
        lastTold = null;
    }

    /** How long until there is something to publish, at most a given time; in nanoseconds. */
    public synchronized long wait(long most, long now) {
        if (deafSince != null) {
            return 0;
        }
        if (since == null || lastTold == null) {
            return since == null ? most : 0;
        }
        return Math.max(0, Math.min(most, lastTold + INTERVAL - now));
    }

    /** What to publish now; null if there is nothing. Afterwards call {@link #said} or {@link #unsaid}. */
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
            int i = 0;
            do { // also if there is nothing to tell: who has asked waits for it
                int next = Math.min(told.size(), i + MESSAGE_CHANNELS);
                messages.add(new ToldAll(told.subList(i, next), next < told.size()).encode());
                i = next;
            } while (i < told.size());
        }
        return new News(messages, from, told, asked);
    }

    /** The carrier has taken the news. */
    public void said(News news, long now) {
        sequences.know(news.told(), now);
    }

    /** The carrier may not have taken the news. */
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
