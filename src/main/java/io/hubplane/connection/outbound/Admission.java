package io.hubplane.connection.outbound;

import java.util.function.LongSupplier;

/**
 * Decides which messages an {@link OutboundQueue} takes: those that fit into its bounds, for a while more than that if
 * the client takes its messages, and otherwise as the overflow policy says. Not thread safe; the queue's lock guards
 * it.
 */
final class Admission {
    private final OutboundOptions options;
    private final LongSupplier ticker;
    private final WaitingMessages waiting;
    private final SendState sending;
    private final SlowClientTimeout patience;
    private int dropped;

    Admission(OutboundOptions options, LongSupplier ticker, WaitingMessages waiting, SendState sending) {
        this.options = options;
        this.ticker = ticker;
        this.waiting = waiting;
        this.sending = sending;
        this.patience = new SlowClientTimeout(options.slowClientTimeout().toNanos());
    }

    /** Adds a message to those that wait, if necessary in place of others; false if there is no room for it. */
    boolean take(EncodedMessage message) {
        boolean fits = waiting.fits(message) || isBurst();
        if (!fits) {
            dropped += waiting.makeRoom(message);
            fits = waiting.fits(message);
        }
        if (fits) {
            waiting.add(message);
        }
        return fits;
    }

    private boolean isBurst() {
        return waiting.fitsInBurst() && !patience.isOver(ticker.getAsLong(), sending);
    }

    /** The result for a message for which there is no room. */
    EnqueueResult refuse(EncodedMessage message) {
        if (message.isDroppable() && options.overflowPolicy() != OverflowPolicy.CLOSE) {
            dropped++;
            return EnqueueResult.DROPPED;
        }
        return EnqueueResult.OVERFLOW;
    }

    /** How many messages were dropped since the previous call. */
    int takeDropped() {
        int count = dropped;
        dropped = 0;
        return count;
    }

    /**
     * Called after each attempt to send: if the queue has room again, the client's time as a slow client starts again.
     */
    void looked() {
        if (patience.isTried() && !waiting.isBeyondBounds()) {
            patience.restore();
        }
    }
}
