package io.hubplane.lifetime.routing;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Limits how many items of one kind, and how many bytes of them, may be under way until others answer, who may hang. A
 * single item may have more bytes than the limit. Safe for any thread.
 */
public final class Capacity {
    /** As many messages as may wait for Redis by default, since so many answers may have to be awaited. */
    public static final int ANSWERS = 65_536;

    /** As many bytes as may wait for Redis by default. */
    public static final int ANSWER_BYTES = 32 * 1024 * 1024;

    /** About how much memory an awaited answer takes besides its texts, in bytes. */
    private static final int ANSWER = 512;

    private final int most;
    private final long mostBytes;
    private final String countLimit;
    private final String byteLimit;
    private int taken;
    private long bytesTaken;

    /**
     * Makes a capacity of which nothing is taken.
     *
     * @param most how many items there may be, from 1
     * @param mostBytes how many bytes they may have together, from 1
     * @param countLimit the name of the first limit, for observers
     * @param byteLimit the name of the second limit, for observers
     */
    public Capacity(int most, long mostBytes, String countLimit, String byteLimit) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.countLimit = countLimit;
        this.byteLimit = byteLimit;
    }

    /** The capacity for awaited answers. */
    public static Capacity forAnswers(String limit) {
        return new Capacity(ANSWERS, ANSWER_BYTES, limit, limit);
    }

    /** The size of an awaited answer, in bytes. */
    public static long answer(String... texts) {
        long size = ANSWER;
        for (String text : texts) {
            size += 2L * text.length();
        }
        return size;
    }

    /**
     * Takes capacity for an item.
     *
     * @param bytes its length
     * @param reached told the name of the limit if there is not enough
     * @return whether there is enough
     */
    public boolean take(long bytes, Consumer<String> reached) {
        String limit = take(bytes);
        if (!limit.isEmpty()) {
            reached.accept(limit);
        }
        return limit.isEmpty();
    }

    private synchronized String take(long bytes) {
        if (taken >= most) {
            return countLimit;
        }
        if (taken > 0 && bytesTaken + bytes > mostBytes) {
            return byteLimit;
        }
        taken++;
        bytesTaken += bytes;
        return "";
    }

    /** Gives capacity back when an item is over, whatever its outcome. */
    public void giveBackAfter(CompletionStage<?> thing, long bytes) {
        thing.whenComplete((outcome, failure) -> giveBack(bytes));
    }

    /** Gives back the capacity of an item. */
    public synchronized void giveBack(long bytes) {
        taken--;
        bytesTaken -= bytes;
    }
}
