package io.hubplane.lifetime;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * How many things of a kind, and bytes of them, are under way until others answer, who may hang. A single thing may have more
 * bytes than there is room for. Safe for any thread.
 */
final class Room {
    /** As many messages as may wait for Redis by default: as many nodes and clients may be waited for. */
    static final int ANSWERS = 65_536;

    /** As many bytes as may wait for Redis by default. */
    static final int ANSWER_BYTES = 32 * 1024 * 1024;

    /** What an answer that is awaited takes in memory besides its texts, about, in bytes. */
    private static final int ANSWER = 512;

    private final int most;
    private final long mostBytes;
    private final String countLimit;
    private final String byteLimit;
    private int taken;
    private long bytesTaken;

    /**
     * Makes room of which nothing is taken.
     *
     * @param most for how many things, from 1
     * @param mostBytes for how many bytes of them, from 1
     * @param countLimit what the first limit is called, as observers know it
     * @param byteLimit what the second limit is called
     */
    Room(int most, long mostBytes, String countLimit, String byteLimit) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.countLimit = countLimit;
        this.byteLimit = byteLimit;
    }

    /** Room for answers that are awaited. */
    static Room forAnswers(String limit) {
        return new Room(ANSWERS, ANSWER_BYTES, limit, limit);
    }

    /** What an awaited answer takes, in bytes. */
    static long answer(String... texts) {
        long size = ANSWER;
        for (String text : texts) {
            size += 2L * text.length();
        }
        return size;
    }

    /**
     * Takes room for a thing.
     *
     * @param bytes how long it is
     * @param reached told the limit by which there is no room
     * @return whether there is
     */
    boolean take(long bytes, Consumer<String> reached) {
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

    /** Gives room back when a thing is over, whatever becomes of it. */
    void giveBackAfter(CompletionStage<?> thing, long bytes) {
        thing.whenComplete((outcome, failure) -> giveBack(bytes));
    }

    /** Gives room back that a thing has taken. */
    synchronized void giveBack(long bytes) {
        taken--;
        bytesTaken -= bytes;
    }
}
