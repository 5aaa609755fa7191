package io.hubplane.backplane.sequence;

import io.hubplane.backplane.BackplaneResends.Again;
import io.hubplane.backplane.BackplaneResends.Range;
import io.hubplane.backplane.BackplaneResends.Resent;
import io.hubplane.backplane.BackplaneResends.Wanted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this node misses of another one, and what it holds back of it meanwhile, on all channels: the messages of a node
 * keep their order also across channels, since a sender may use several. Used by the thread of {@link Recoveries}.
 */
final class Recovery {
    /**
     * How long missing messages are awaited after they were asked for, in nanoseconds: an answer takes milliseconds, and
     * a chat that stops for two seconds is noticed.
     */
    static final long TIME = TimeUnit.SECONDS.toNanos(2);

    /** How long an answer is awaited before the node is asked again; then twice as long, and so on. */
    private static final long FIRST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int MOST_PARTS = 1000;

    private final String origin;
    private final RecoveryOutlet outlet;
    /** When it began, in nanoseconds. */
    final long began;

    /** The open gaps of each channel, the oldest first. */
    private final Map<String, Deque<Gap>> gaps = new LinkedHashMap<>();

    private final Deque<HeldMessages> held = new ArrayDeque<>();
    /** Until when the node's news are awaited, which may show more gaps, by the clock; null if they are not. */
    private @Nullable Long newsDeadline;

    /** The gaps of the last question. */
    private final List<Gap> asked = new ArrayList<>();

    private long bytes;
    private long question;
    private boolean unanswered;
    private long askAgain;
    private long patience = FIRST_PATIENCE;

    Recovery(String origin, RecoveryOutlet outlet, long now) {
        this.origin = origin;
        this.outlet = outlet;
        this.began = now;
        held.add(new HeldMessages());
    }

    /** About how many bytes of memory its messages and gaps take. */
    long bytes() {
        return bytes;
    }

    /** Whether it has so many parts that looking through them takes long. */
    boolean isLong() {
        return held.size() > MOST_PARTS;
    }

    /** Messages were missed after all that were held on the channel. */
    void missed(String channel, Missed missed) {
        if (held.getLast().first(channel) != null) {
            held.add(new HeldMessages());
        }
        add(new Gap(channel, missed, held.getLast()));
    }

    /** Messages were missed before the first that was held on the channel; false if that was passed on already. */
    boolean missedFirst(String channel, Missed missed) {
        for (HeldMessages each : held) {
            Long first = each.first(channel);
            if (first != null) {
                if (first == missed.before()) {
                    add(new Gap(channel, missed, each));
                    return true;
                }
                return false;
            }
        }
        return false;
    }

    private void add(Gap gap) {
        bytes += Gap.BYTES;
        gap.before.openGaps++;
        gaps.computeIfAbsent(gap.channel, key -> new ArrayDeque<>()).add(gap);
    }

    void hold(String channel, long position, byte[] message) {
        bytes += held.getLast().hold(channel, position, message);
    }

    /** The node's news are awaited until a time by the clock. */
    void awaitNews(long until) {
        newsDeadline = until;
    }

    boolean awaitsNews() {
        return newsDeadline != null;
    }

    /** The news have come, or are not awaited any longer. */
    void newsCame() {
        newsDeadline = null;
    }

    /** There is a new connection: what was asked before will not be answered. */
    void reconnected() {
        if (held.getLast().bytes() > 0) {
            held.add(new HeldMessages()); // what is found missing from now on is younger
        }
        unanswered = false;
        patience = FIRST_PATIENCE;
    }

    /** Asks for what is missing, unless an answer is awaited. */
    void ask(long id, long clock) {
        if (gaps.isEmpty() || (unanswered && clock - askAgain < 0)) {
            return;
        }
        patience = unanswered ? 2 * patience : FIRST_PATIENCE;
        unanswered = true;
        askAgain = clock + patience;
        question = id;
        asked.clear();
        List<Range> ranges = new ArrayList<>();
        for (Deque<Gap> each : gaps.values()) {
            if (ranges.size() < SentMessages.CHANNELS) {
                asked.add(each.element());
                ranges.add(each.element().asked(clock + TIME));
            }
        }
        outlet.ask(origin, new Wanted(id, ranges));
    }

    /** The node has answered. */
    void came(Resent resent) {
        boolean any = false;
        for (Again again : resent.messages()) {
            any |= found(again);
        }
        if (unanswered && resent.id() == question) {
            unanswered = false;
            if (!resent.more() || !any) {
                for (Gap gap : asked) {
                    close(gap);
                }
            }
        }
    }

    private boolean found(Again again) {
        Deque<Gap> ofChannel = gaps.get(again.channel());
        if (ofChannel == null) {
            return false;
        }
        for (Gap gap : ofChannel) {
            if (gap.takes(again.position())) {
                bytes += gap.before.found(again.channel(), again.order(), again.message());
                if (gap.isComplete()) {
                    close(gap);
                }
                return true;
            }
        }
        return false;
    }

    /** Nothing more comes for a gap; reports what is missing. */
    private void close(Gap gap) {
        Deque<Gap> ofChannel = gaps.get(gap.channel);
        if (ofChannel == null || !ofChannel.remove(gap)) {
            return;
        }
        if (ofChannel.isEmpty()) {
            gaps.remove(gap.channel);
        }
        bytes -= Gap.BYTES;
        gap.before.openGaps--;
        if (gap.found() > 0) {
            outlet.recovered(gap.channel, gap.found());
        }
        if (gap.missing() > 0) {
            outlet.lost(origin, gap.channel, gap.missing());
        }
    }

    /** Whether missing messages have been awaited for too long. */
    boolean isLate(long clock) {
        return gaps.values().stream().flatMap(Deque::stream).anyMatch(gap -> gap.isLate(clock));
    }

    /** Whether the node's news have been awaited for too long. */
    boolean newsAreLate(long clock) {
        return newsDeadline != null && clock - newsDeadline >= 0;
    }

    /** Reports everything that is missing, and passes on what was held back. */
    void giveUp() {
        newsDeadline = null;
        gaps.values().stream().flatMap(Deque::stream).toList().forEach(this::close);
        release();
    }

    /** Passes on what nothing is awaited for any longer; true if nothing is left. */
    boolean release() {
        while (newsDeadline == null && !held.isEmpty() && held.element().openGaps == 0) {
            HeldMessages next = held.remove();
            bytes -= next.bytes();
            next.release(outlet::deliver);
        }
        return held.isEmpty();
    }

    /** The channel is of no interest any more. */
    void forget(String channel) {
        Deque<Gap> ofChannel = gaps.remove(channel);
        if (ofChannel != null) {
            bytes -= ofChannel.size() * Gap.BYTES;
            ofChannel.forEach(gap -> gap.before.openGaps--);
        }
        held.forEach(each -> bytes -= each.forget(channel));
    }
}
