package io.hubplane.connection;

import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way out of a connection: a bounded queue of which everything leaves together as soon as the send before has
 * ended. So a slow client costs only itself, and a busy one gets few, full frames.
 *
 * <p>Safe for any thread. Sends and the owner's methods are called without the lock; a transport may complete a send
 * while it is being called, which leads to a loop here and not to a recursion.
 */
final class OutboundQueue implements Transport.Completion {
    /** Told what happens to the messages. */
    interface Owner {
        /** A frame was handed to the transport. */
        void frameSent(int messages, int bytes);

        /** Messages were dropped to make room. */
        void dropped(int messages);

        /**
         * The transport could not send and is given nothing more; unless messages are kept for the next one, the queue
         * takes nothing more.
         */
        void sendFailed(@Nullable Transport failed, Throwable failure);
    }

    /** What became of a message. */
    enum Offer {
        /** It waits, and {@link #flush} must be called. */
        FLUSH,
        /** It waits, and leaves without further ado. */
        QUEUED,
        /** It was dropped: by the overflow policy, or because the queue is closed. */
        DROPPED,
        /** It found no room, and the connection must be closed. */
        OVERFLOW
    }

    private enum Phase {
        /** No send is under way. */
        IDLE,
        /** A thread is inside the transport's send. */
        CALLING,
        /** A send completed while the thread was still inside; that thread goes on. */
        CALLED,
        /** Send has returned; its completion goes on. */
        WAITING
    }

    private final ConnectionOptions options;
    private final LongSupplier ticker;
    private final Owner owner;
    private final WaitingMessages waiting;
    private final Writability writability = new Writability();
    private Phase phase = Phase.IDLE;
    private @Nullable Transport transport;
    private boolean text = true;
    private boolean flushAsked;
    private boolean closed;
    /** Set when the carrier is to be closed after the last message. */
    private @Nullable CloseStatus closing;
    /** Nothing is sent any more. */
    private boolean ended;

    private long lastSend;
    /** Kept for the next carrier; null if there will be none. */
    private @Nullable ReplayBuffer replay;
    /** Makes the message that precedes what is sent again. */
    private @Nullable LongFunction<EncodedMessage> sequence;
    /** How many carriers there were before this one. */
    private int carrier;
    /** Told when a send has ended; a carrier that follows another gets one of its own. */
    private Transport.Completion completion = this;

    /** The next queue that waits for the same {@link Flusher} lane; the lane's. */
    @Nullable
    OutboundQueue nextToFlush;

    OutboundQueue(ConnectionOptions options, LongSupplier ticker, Owner owner) {
        this.options = options;
        this.ticker = ticker;
        this.owner = owner;
        this.waiting = new WaitingMessages(options.outboundQueueBytes(), options.outboundQueueMessages());
    }

    /** Sends can begin, with the next {@link #flush}. */
    synchronized void attach(Transport next) {
        transport = next;
        lastSend = ticker.getAsLong();
    }

    /** From now on messages are kept until the client has acknowledged them; no more are sent than the buffer takes. */
    synchronized void keep(ReplayBuffer buffer, LongFunction<EncodedMessage> sequence) {
        replay = buffer;
        this.sequence = sequence;
    }

    /** The client has received its messages up to a number. */
    void acknowledged(long number) {
        synchronized (this) {
            if (replay != null) {
                replay.acknowledge(number);
            }
        }
        flush();
    }

    /** Sends nothing until another carrier comes; a send under way is forgotten. */
    synchronized void suspend() {
        carrier++;
        transport = null;
        phase = Phase.IDLE;
    }

    /** Goes on with another carrier, with the next {@link #flush}: first with what the client has not acknowledged. */
    synchronized void resume(Transport next) {
        int number = carrier;
        completion = failure -> completed(number, failure);
        if (replay != null && sequence != null) {
            replay.replay(sequence);
        }
        attach(next);
    }

    /** Whether the frames from now on are of a text protocol; they are at first. */
    synchronized void text(boolean isText) {
        text = isText;
    }

    /** Queues a message and sends nothing. */
    Offer offer(EncodedMessage message) {
        int dropped = 0;
        Offer result;
        synchronized (this) {
            if (closed) {
                return Offer.DROPPED;
            }
            if (!waiting.fits(message)) {
                dropped = makeRoom(message);
            }
            if (waiting.fits(message)) {
                waiting.add(message);
                result = phase == Phase.IDLE && !flushAsked ? Offer.FLUSH : Offer.QUEUED;
                flushAsked |= result == Offer.FLUSH;
            } else if (message.isDroppable() && options.overflowPolicy() != OverflowPolicy.CLOSE) {
                dropped++;
                result = Offer.DROPPED;
            } else {
                result = Offer.OVERFLOW;
            }
        }
        if (dropped > 0) {
            owner.dropped(dropped);
            tellWritable();
        }
        return result;
    }

    private int makeRoom(EncodedMessage message) {
        return switch (options.overflowPolicy()) {
            case CLOSE -> 0;
            case DROP_OLDEST -> waiting.dropOldest(message);
            // The newest of many methods may still be too much: then the oldest of them make room.
            case KEEP_LATEST -> waiting.dropSuperseded(message) + waiting.dropOldest(message);
        };
    }

    /** Sends what waits, unless a send is under way, whose completion then does. */
    void flush() {
        Batch batch;
        int number;
        synchronized (this) {
            flushAsked = false;
            if (phase != Phase.IDLE) {
                return;
            }
            number = carrier;
            batch = next();
        }
        send(number, batch);
    }

    /**
     * Takes no more messages; when the last has left, the carrier is closed.
     *
     * @param last sent after all others, however full the queue is
     * @param discard whether what waits is dropped
     */
    void close(@Nullable EncodedMessage last, CloseStatus status, boolean discard) {
        synchronized (this) {
            if (closing != null || ended) {
                return;
            }
            closed = true;
            closing = status;
            if (discard) {
                waiting.clear();
            }
            if (last != null) {
                waiting.add(last);
            }
        }
        tellWritable();
        flush();
    }

    /** Drops what waits, sends nothing more and closes the carrier at once. */
    void abort(CloseStatus status) {
        Transport last;
        synchronized (this) {
            end();
            last = transport;
        }
        tellWritable();
        if (last != null) {
            last.close(status);
        }
    }

    /**
     * Waits for room without blocking.
     *
     * @param action run once, without the lock, when what waits is below half of {@code transportMaxBufferSize} or will
     *     not be sent any more; not kept if the answer is true
     * @return whether there is room now, or it makes no difference since nothing is taken any more
     */
    synchronized boolean whenWritable(Runnable action) {
        if (closed || waiting.bytes() < options.transportMaxBufferSize()) {
            return true;
        }
        writability.await(action);
        return false;
    }

    private void tellWritable() {
        if (writability.isAwaited()) {
            writability.tell(this::hasRoomAgain);
        }
    }

    private synchronized boolean hasRoomAgain() {
        return closed || 2 * waiting.bytes() < options.transportMaxBufferSize();
    }

    /** Whether the send under way takes longer than it may, in nanoseconds. */
    synchronized boolean isStuck(long now, long timeout) {
        return phase != Phase.IDLE && now - lastSend > timeout;
    }

    /** Whether nothing waits, or only for an acknowledgement, and nothing was sent for some nanoseconds. */
    synchronized boolean isQuiet(long now, long interval) {
        boolean held = replay != null && !replay.hasRoom();
        return phase == Phase.IDLE && (held || waiting.isEmpty()) && now - lastSend >= interval;
    }

    /** When the last send began, in nanoseconds; before the first, when the carrier opened. */
    synchronized long lastSend() {
        return lastSend;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Override
    public void completed(@Nullable Throwable failure) {
        completed(0, failure);
    }

    private void completed(int number, @Nullable Throwable failure) {
        Batch batch = null;
        Transport failed;
        synchronized (this) {
            if (number != carrier) {
                return; // of a carrier that is gone
            }
            failed = transport;
            if (failure != null && replay != null && closing == null) {
                suspend();
            } else {
                if (failure != null) {
                    end();
                }
                if (phase == Phase.CALLING) {
                    phase = Phase.CALLED;
                } else {
                    batch = next();
                }
            }
        }
        if (failure != null) {
            tellWritable();
            owner.sendFailed(failed, failure);
        }
        send(number, batch);
    }

    private void send(int number, @Nullable Batch first) {
        Batch batch = first;
        while (batch != null) {
            call(number, batch);
            owner.frameSent(batch.messages().size(), batch.length());
            tellWritable();
            synchronized (this) {
                if (number != carrier) {
                    return; // another carrier has come while this one was called
                }
                if (phase == Phase.CALLING) {
                    phase = Phase.WAITING;
                    return;
                }
                batch = next();
            }
        }
        closeWhenDrained();
    }

    private void call(int number, Batch batch) {
        Transport current;
        Transport.Completion told;
        synchronized (this) {
            current = number == carrier ? transport : null;
            told = completion;
        }
        try {
            if (current != null) {
                current.send(batch, told);
            }
        } catch (RuntimeException e) {
            completed(number, e);
        }
    }

    /** Begins the next send, if there is something to send. Under the lock. */
    private @Nullable Batch next() {
        Batch batch = ended || transport == null ? null : take();
        if (batch == null) {
            phase = Phase.IDLE;
        } else {
            phase = Phase.CALLING;
            lastSend = ticker.getAsLong();
        }
        return batch;
    }

    private @Nullable Batch take() {
        int most = options.maximumFrameSize();
        ReplayBuffer kept = replay;
        if (kept == null) {
            return waiting.take(most, text);
        }
        Batch again = kept.take(most, text);
        if (again != null) {
            return again;
        }
        // What leaves after the end has begun need not be kept, so nothing is held back for it.
        return closing == null ? waiting.take(most, text, kept) : waiting.take(most, text);
    }

    private void closeWhenDrained() {
        Transport last = null;
        CloseStatus status;
        synchronized (this) {
            status = closing;
            // Another thread may have begun the last send since this one found nothing to send.
            if (status != null && !ended && phase == Phase.IDLE && waiting.isEmpty()) {
                last = transport;
                ended = last != null;
            }
        }
        if (last != null && status != null) {
            last.close(status);
        }
    }

    private void end() {
        closed = true;
        ended = true;
        waiting.clear();
        if (replay != null) {
            replay.clear();
        }
    }
}
