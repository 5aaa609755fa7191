package io.hubplane.backplane.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The messages that wait to be published, in order, with limits in messages and in bytes. Any thread may add; one
 * thread takes. Messages that were taken no longer count towards the limits: the taker itself limits how much it takes.
 */
final class PublishQueue {
    enum EnqueueResult {
        TAKEN,
        TOO_MANY_MESSAGES,
        TOO_MANY_BYTES
    }

    private final Queue<Publication> waiting = new ArrayDeque<>();
    private final int messageLimit;
    private final int byteLimit;
    private long bytes;
    private boolean takerWaits;
    private boolean woken;

    /**
     * Makes a queue.
     *
     * @param messageLimit how many messages may wait, from 1
     * @param byteLimit how many bytes may wait, from 1; a message that is larger than this is refused
     */
    PublishQueue(int messageLimit, int byteLimit) {
        this.messageLimit = messageLimit;
        this.byteLimit = byteLimit;
    }

    EnqueueResult offer(Publication publication) {
        return offer(publication, byteLimit);
    }

    /**
     * Adds a message.
     *
     * @param mostBytes a limit for the bytes that wait, if it is lower than the queue's
     */
    synchronized EnqueueResult offer(Publication publication, int mostBytes) {
        if (waiting.size() >= messageLimit) {
            return EnqueueResult.TOO_MANY_MESSAGES;
        }
        if (bytes + publication.size() > Math.min(mostBytes, byteLimit)) {
            return EnqueueResult.TOO_MANY_BYTES;
        }
        waiting.add(publication);
        bytes += publication.size();
        wakeTaker();
        return EnqueueResult.TAKEN;
    }

    /** Ends the taker's current or next wait at once. */
    synchronized void wake() {
        woken = true;
        wakeTaker();
    }

    private void wakeTaker() {
        if (takerWaits) {
            takerWaits = false;
            notifyAll();
        }
    }

    /** Waits until there is a message or the taker is woken, at most for a given time. */
    synchronized void await(long nanos) throws InterruptedException {
        if (waiting.isEmpty() && !woken && nanos > 0) {
            takerWaits = true;
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
            takerWaits = false;
        }
        woken = false;
    }

    /**
     * Moves the first messages out of the queue.
     *
     * @param messages the most messages to take
     * @param enough the bytes after which to stop; the message that reaches them is the last one
     */
    synchronized void moveTo(Collection<Publication> taken, int messages, int enough) {
        long moved = 0;
        for (int i = 0; i < messages && moved < enough && !waiting.isEmpty(); i++) {
            Publication next = waiting.remove();
            moved += next.size();
            taken.add(next);
        }
        bytes -= moved;
    }

    /**
     * Moves the first messages out of the queue that together have no more bytes than allowed; none if the first one has
     * more.
     *
     * @param messages the most messages to take
     */
    synchronized void moveSmallTo(Collection<Publication> taken, int messages, int most) {
        long moved = 0;
        for (int i = 0; i < messages; i++) {
            Publication next = waiting.peek();
            if (next == null || moved + next.size() > most) {
                break;
            }
            moved += next.size();
            taken.add(waiting.remove());
        }
        bytes -= moved;
    }

    /** Whether nothing waits and nobody has woken the taker. */
    synchronized boolean isQuiet() {
        return waiting.isEmpty() && !woken;
    }

    /**
     * How much waits.
     *
     * @param bytes about how much memory that takes
     */
    record Waiting(int messages, long bytes) {}

    /** How much waits now. */
    synchronized Waiting waiting() {
        return new Waiting(waiting.size(), bytes);
    }

    /**
     * Removes and returns some messages.
     *
     * @param chosen called for each message in order, holding the lock; must not block
     */
    synchronized List<Publication> remove(Predicate<Publication> chosen) {
        List<Publication> removed = new ArrayList<>();
        waiting.removeIf(each -> {
            boolean out = chosen.test(each);
            if (out) {
                removed.add(each);
                bytes -= each.size();
            }
            return out;
        });
        return removed;
    }

    /** Removes and returns everything. */
    List<Publication> clear() {
        return remove(publication -> true);
    }
}
