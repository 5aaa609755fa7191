package io.hubplane.backplane.sequence;

import io.hubplane.backplane.BackplaneResends.Resent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes the gaps between received messages: asks the node that published the missing ones for them, holds back that
 * node's later messages meanwhile, and reports what cannot be had. Other nodes' messages are not held back.
 *
 * <p>In every case a node's messages are passed on in the order in which it published them, each once; and each missing
 * one is passed on or reported, once. What is held back is bounded in bytes, and in time by a clock that goes on only
 * while the carrier answers: if it stands still, so do the answers.
 *
 * <p>After a reconnection it is not known which of a node's channels have gaps until the node has told its positions.
 * Its messages are held back for so long, too, since a missing one may be older than all of them.
 *
 * <p>For the thread that receives, except for {@link #isBehind}.
 */
public final class Recoveries {
    /** How long the news of a node are awaited; it answers at most five times in a second. */
    static final long NEWS_TIME = TimeUnit.SECONDS.toNanos(1);

    /**
     * How long after a reconnection the messages of a node that has not told its positions are held back: for so long a
     * node may need to have a connection again.
     */
    private static final long CATCH_UP = TimeUnit.SECONDS.toNanos(10);

    /**
     * How long after a reconnection others may still tell positions though all that are known to live have done so: a node
     * that nobody has heard yet may need as long to have a connection again.
     */
    static final long STRANGERS = TimeUnit.SECONDS.toNanos(1);

    /** How many bytes of messages are held back in total: as many as a node keeps by default. */
    static final long BYTES = 8 << 20;

    /** More nodes than a farm has. */
    private static final int ORIGINS = 512;

    /** The most that the clock goes on between two ticks. */
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(250);

    private final RecoveryOutlet outlet;
    private final boolean off;
    private final Map<String, Recovery> byOrigin = new ConcurrentHashMap<>();
    /** The nodes that have told their positions since the reconnection. */
    private final Set<String> told = new HashSet<>();

    /** Whether everything is subscribed, so that answers arrive and news leave nothing out. */
    private volatile boolean restored;
    /** When this node last received something before its connection broke; null if that is long ago. */
    private volatile @Nullable Long deafSince;
    /** Until when nodes that have not told are waited for. */
    private volatile long catchUpEnd;
    /** Until when there may be nodes that have not told, as far as is known. */
    private volatile long behindEnd;
    /** When everything was subscribed again. */
    private long restoredAt;
    /** When each other node said last that it lives. */
    private final Map<String, Long> alive = new HashMap<>();
    /** Whether nodes say so; otherwise it is not known who lives. */
    private boolean nodesSpeak;

    private long questions;
    private long clock;
    private long lastTick;

    /**
     * Makes an empty one.
     *
     * @param options if nothing is resent, what is missing is reported at once
     */
    public Recoveries(ResendOptions options, RecoveryOutlet outlet) {
        this.off = !options.resends();
        this.outlet = outlet;
    }

    /** Whether nothing is missing or held back, so that messages can be passed on at once. */
    public boolean isIdle() {
        return byOrigin.isEmpty() && deafSince == null;
    }

    /**
     * Whether something is held back or missing, or not all nodes that may be there have told their positions since the
     * reconnection: those that were heard shortly before it or are heard since, if nodes say that they live. For any
     * thread.
     */
    public boolean isBehind(long now) {
        return !byOrigin.isEmpty() || (deafSince != null && (!restored || now - behindEnd < 0));
    }

    /** Whether something is awaited, so that {@link #tick} must be called now and then. */
    public boolean awaits() {
        return !byOrigin.isEmpty();
    }

    /** There is a new connection, nothing is subscribed yet, and this node may have missed something since a time. */
    public void reconnected(@Nullable Long since, long now) {
        giveUpOld(now); // it may be what is sent again that cuts this node off, again and again
        restored = false;
        told.clear();
        if (since != null && !off) {
            deafSince = since;
            catchUpEnd = now + CATCH_UP;
            behindEnd = catchUpEnd;
            alive.values().removeIf(at -> at - since < 0);
            byOrigin.values().forEach(each -> each.awaitNews(clock + NEWS_TIME));
        }
        byOrigin.values().forEach(Recovery::reconnected);
    }

    /** Everything is subscribed again. */
    public void restored(long now) {
        catchUpEnd = now + CATCH_UP;
        behindEnd = catchUpEnd;
        restoredAt = now;
        restored = true;
        byOrigin.values().forEach(each -> {
            if (each.awaitsNews()) {
                each.awaitNews(clock + NEWS_TIME);
            }
        });
        noteCaughtUp();
        goOn();
    }

    /**
     * A node has said that it lives.
     *
     * @param origin which; null if it is this one
     */
    public void heard(@Nullable String origin, long now) {
        nodesSpeak = true;
        if (origin != null && (alive.size() < ORIGINS || alive.containsKey(origin))) {
            alive.put(origin, now);
        }
        noteCaughtUp();
    }

    private void noteCaughtUp() {
        if (deafSince != null && restored) {
            boolean all = nodesSpeak && told.containsAll(alive.keySet());
            behindEnd = all ? restoredAt + STRANGERS : catchUpEnd;
        }
    }

    /**
     * A numbered message came.
     *
     * @param sequences the channel's numbers, which have just counted the message
     * @param missing how many messages are missing before it
     * @return whether it is passed on later; otherwise the caller does that now
     */
    public boolean holds(
            String origin,
            String channel,
            ReceivedSequences sequences,
            long position,
            long missing,
            byte[] message,
            long now) {
        Recovery recovery = byOrigin.get(origin);
        if (recovery == null) {
            recovery = missing > 0 || awaitsNewsOf(origin, now) ? begin(origin, now) : null;
            if (recovery == null) {
                report(origin, channel, missing);
                return false;
            }
        }
        if (missing > 0) {
            recovery.missed(channel, new Missed(sequences.previous(), position, missing, 0));
        }
        recovery.hold(channel, position, message);
        if (now - lastTick >= STEP) {
            tick(now); // also if no ping is answered
        } else {
            goOn(origin, recovery);
        }
        return true;
    }

    private boolean awaitsNewsOf(String origin, long now) {
        if (deafSince != null && now - catchUpEnd >= 0) {
            deafSince = null;
            told.clear();
        }
        return deafSince != null && !told.contains(origin);
    }

    private @Nullable Recovery begin(String origin, long now) {
        if (off || byOrigin.size() >= ORIGINS) {
            return null;
        }
        if (byOrigin.isEmpty()) {
            lastTick = now;
        }
        Recovery recovery = new Recovery(origin, outlet, now);
        if (awaitsNewsOf(origin, now)) {
            recovery.awaitNews(clock + NEWS_TIME);
        }
        byOrigin.put(origin, recovery);
        return recovery;
    }

    private void report(String origin, String channel, long missing) {
        if (missing > 0) {
            outlet.lost(origin, channel, missing);
        }
    }

    /** How long ago this node may have begun to miss messages by its last reconnection, in nanoseconds; 0 if it did not. */
    public long deaf(long now) {
        return deafSince == null ? 0 : Math.max(1, now - deafSince);
    }

    /** A node has told its position on a channel, and so these messages are missing. */
    public void told(String origin, String channel, ReceivedSequences.Missing missing, long now) {
        Missed first = missing.first();
        Missed last = missing.last();
        if (first != null) {
            Recovery recovery = byOrigin.get(origin);
            if (recovery == null || !recovery.missedFirst(channel, first)) {
                report(origin, channel, first.count());
            }
        }
        if (last != null) {
            Recovery present = byOrigin.get(origin);
            Recovery recovery = present == null ? begin(origin, now) : present;
            if (recovery == null) {
                report(origin, channel, last.count());
            } else {
                recovery.missed(channel, last);
            }
        }
    }

    /**
     * A node has told its positions.
     *
     * @param all whether it has no more to tell
     */
    public void toldAll(String origin, boolean all) {
        Recovery recovery = byOrigin.get(origin);
        if (all && restored) {
            noteTold(origin);
            if (recovery != null) {
                recovery.newsCame();
            }
        }
        if (recovery != null) {
            goOn(origin, recovery);
        }
    }

    /** A node has sent messages again. Call it only for those that may be sent again. */
    public void came(String origin, Resent resent) {
        Recovery recovery = byOrigin.get(origin);
        if (recovery != null) {
            recovery.came(resent);
            goOn(origin, recovery);
        }
    }

    /** Time has passed: what was awaited for too long is given up, and nodes that have not answered are asked again. */
    public void tick(long now) {
        clock += Math.min(STEP, Math.max(0, now - lastTick));
        lastTick = now;
        for (Map.Entry<String, Recovery> each : List.copyOf(byOrigin.entrySet())) {
            Recovery recovery = each.getValue();
            if (recovery.isLate(clock)) {
                giveUp(each.getKey(), recovery); // also what is missing since: a node that is silent stays so
            } else if (recovery.newsAreLate(clock)) {
                recovery.newsCame();
                noteTold(each.getKey());
            }
        }
        goOn();
    }

    private void goOn() {
        for (Map.Entry<String, Recovery> each : List.copyOf(byOrigin.entrySet())) {
            goOn(each.getKey(), each.getValue());
        }
    }

    private void goOn(String origin, Recovery recovery) {
        if (recovery.isLong()
                || byOrigin.values().stream().mapToLong(Recovery::bytes).sum() > BYTES) {
            giveUp(origin, recovery);
        } else if (recovery.release()) {
            byOrigin.remove(origin);
        } else if (restored) {
            recovery.ask(++questions, clock);
        }
    }

    private void giveUp(String origin, Recovery recovery) {
        noteTold(origin);
        recovery.giveUp();
        byOrigin.remove(origin); // what was held back has been passed on
    }

    private void noteTold(String origin) {
        if (deafSince != null && told.size() < ORIGINS) {
            told.add(origin);
            noteCaughtUp();
        }
    }

    /** There is still no connection: what has waited for long goes on without what is missing. */
    public void linkIsDown(long now) {
        giveUpOld(now);
    }

    private void giveUpOld(long now) {
        for (Map.Entry<String, Recovery> each : List.copyOf(byOrigin.entrySet())) {
            if (now - each.getValue().began > Recovery.TIME) {
                giveUp(each.getKey(), each.getValue());
            }
        }
    }

    /** A channel is no longer subscribed. */
    public void forget(String channel) {
        byOrigin.values().forEach(each -> each.forget(channel));
        goOn();
    }
}
