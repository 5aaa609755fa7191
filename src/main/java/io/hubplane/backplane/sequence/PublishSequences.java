package io.hubplane.backplane.sequence;

import io.hubplane.backplane.BackplanePositions.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Numbers this node's messages to each channel; see {@link Position}. Channel names come from clients, so the number of
 * counters is bounded: a counter not used for {@link #IDLE} is dropped, and so is the least recently used one when
 * there are too many. Channels without a subscriber have a small table of their own, so that names invented by a client
 * can only displace each other. Safe for any thread.
 */
public final class PublishSequences {
    /** How long an unused counter is kept, in nanoseconds. */
    public static final long IDLE = TimeUnit.MINUTES.toNanos(10);

    /** With names of usual length about 200 bytes each: 6 MiB in total. */
    static final int HEARD_LIMIT = 32_768;

    /**
     * More than one pipeline can add, so that none of them is forgotten before Redis reports whether anybody had
     * subscribed.
     */
    static final int UNHEARD_LIMIT = 4096;

    /** In characters, usually a byte each. */
    private static final long HEARD_NAMES = 4 << 20;

    private static final long UNHEARD_NAMES = 1 << 20;

    private final CounterTable heard = new CounterTable(HEARD_LIMIT, HEARD_NAMES);
    private final CounterTable unheard = new CounterTable(UNHEARD_LIMIT, UNHEARD_NAMES);
    private long runs;

    /** Gives a message the next number of its channel, just before it is published for the first time. */
    public synchronized void number(NumberedMessage message, long now) {
        message.numbered(advance(message.channel(), now), now);
    }

    /** Uses up a number for a message that is not published, so that receivers notice that they missed it. */
    public synchronized void skip(String channel, long now) {
        noteLost(advance(channel, now), now);
    }

    /**
     * Notes that it is unknown whether a numbered message was published. Nodes that subscribed later do not miss it.
     */
    public synchronized void lost(NumberedMessage message, long now) {
        ChannelCounter counter = message.counter();
        if (counter != null) {
            counter.lastUsed = now;
            noteLost(counter, message.numberedAt());
        }
    }

    private static void noteLost(ChannelCounter counter, long now) {
        if (counter.lost++ == 0) {
            counter.lostSince = now;
        }
    }

    private ChannelCounter advance(String channel, long now) {
        ChannelCounter counter = heard.find(channel);
        if (counter == null) {
            counter = unheard.find(channel);
        }
        if (counter == null) {
            counter = new ChannelCounter(channel);
            begin(counter, now);
            unheard.add(counter);
        } else if (Position.number(counter.position) == Position.LAST_NUMBER) {
            begin(counter, now);
        }
        counter.position++;
        counter.lastUsed = now;
        return counter;
    }

    private void begin(ChannelCounter counter, long now) {
        counter.position = Position.of(runs++, 0);
        counter.began = now;
    }

    /**
     * The carrier has reported whether anybody had subscribed to a numbered message's channel. Called by the publishing
     * thread.
     */
    public void published(NumberedMessage message, boolean toSomebody) {
        ChannelCounter counter = message.counter();
        if (counter != null && counter.heard != toSomebody) {
            counter.heard = toSomebody;
            move(counter, toSomebody ? unheard : heard, toSomebody ? heard : unheard);
        }
    }

    private synchronized void move(ChannelCounter counter, CounterTable from, CounterTable to) {
        if (from.remove(counter)) {
            to.add(counter);
        }
    }

    /** Drops the counters that were not used for {@link #IDLE}. */
    public synchronized void dropIdle(long now) {
        heard.dropUnusedFor(IDLE, now);
        unheard.dropUnusedFor(IDLE, now);
    }

    /** What to tell other nodes about the channels used since a time, in nanoseconds. */
    synchronized List<Told> usedSince(long since, long now) {
        List<Told> told = new ArrayList<>();
        for (CounterTable table : List.of(heard, unheard)) {
            for (ChannelCounter counter : table.all()) {
                if (counter.lastUsed - since >= 0) {
                    told.add(new Told(
                            counter.channel,
                            counter.position,
                            millis(now - counter.began),
                            counter.lost,
                            counter.lost == 0 ? 0 : millis(now - counter.lostSince)));
                }
            }
        }
        return told;
    }

    /** Other nodes know what {@link #usedSince} returned. */
    synchronized void know(List<Told> told, long now) {
        for (Told known : told) {
            ChannelCounter counter = heard.find(known.channel());
            if (counter == null) {
                counter = unheard.find(known.channel());
            }
            if (counter != null && counter.lost > 0) {
                counter.lost = Math.max(0, counter.lost - known.lost());
                counter.lostSince = now; // for messages lost in the meantime, if any
            }
        }
    }

    /** How many channels have a counter. */
    synchronized int size() {
        return heard.all().size() + unheard.all().size();
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
