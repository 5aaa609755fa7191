package io.hubplane.connection;

import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
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

        /** The transport could not send; the queue takes and sends nothing more. */
        void sendFailed(Throwable failure);
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

    private static final Logger LOGGER = System.getLogger(OutboundQueue.class.getName());

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
    /** Changed under the lock; looked at without it, since most often there is none. */
    private volatile @Nullable List<Runnable> whenWritable;
    /** A thread runs actions; it looks for more before it leaves, and no action runs within another. */
    private boolean telling;

    /** The next queue that waits for the same {@link Flusher} lane; the lane's. */
    @Nullable
    OutboundQueue nextToFlush;

    OutboundQueue(ConnectionOptions options, LongSupplier ticker, Owner owner) {
        this.options = options;
        this.ticker = ticker;
        this.owner = owner;
        this.waiting = new WaitingMessages(options.outboundQueueBytes(), options.outboundQueueMessages());
    }

    /** Sends begin. */
    void open(Transport carrier) {
        synchronized (this) {
            transport = carrier;
            lastSend = ticker.getAsLong();
        }
        flush();
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
        synchronized (this) {
            flushAsked = false;
            if (phase != Phase.IDLE) {
                return;
            }
            batch = next();
        }
        send(batch);
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
        Transport carrier;
        synchronized (this) {
            end();
            carrier = transport;
        }
        tellWritable();
        if (carrier != null) {
            carrier.close(status);
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
        List<Runnable> actions = whenWritable;
        if (actions == null) {
            actions = new ArrayList<>(2);
            whenWritable = actions;
        }
        actions.add(action);
        return false;
    }

    private void tellWritable() {
        if (whenWritable == null) {
            return;
        }
        for (List<Runnable> ready = takeReady(); ready != null; ready = takeReady()) {
            ready.forEach(OutboundQueue::run);
            synchronized (this) {
                telling = false;
            }
        }
    }

    private synchronized @Nullable List<Runnable> takeReady() {
        List<Runnable> ready = whenWritable;
        if (ready == null || telling || (!closed && 2 * waiting.bytes() >= options.transportMaxBufferSize())) {
            return null;
        }
        telling = true;
        whenWritable = null;
        return ready;
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "What waited for room in a connection's queue failed", e);
        }
    }

    /** Whether the send under way takes longer than it may, in nanoseconds. */
    synchronized boolean isStuck(long now, long timeout) {
        return phase != Phase.IDLE && now - lastSend > timeout;
    }

    /** Whether nothing waits and nothing was sent for some nanoseconds. */
    synchronized boolean isQuiet(long now, long interval) {
        return phase == Phase.IDLE && waiting.isEmpty() && now - lastSend >= interval;
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
        Batch batch = null;
        synchronized (this) {
            if (failure != null) {
                end();
            }
            if (phase == Phase.CALLING) {
                phase = Phase.CALLED;
            } else {
                batch = next();
            }
        }
        if (failure != null) {
            tellWritable();
            owner.sendFailed(failure);
        }
        send(batch);
    }

    private void send(@Nullable Batch first) {
        Batch batch = first;
        while (batch != null) {
            call(batch);
            owner.frameSent(batch.messages().size(), batch.length());
            tellWritable();
            synchronized (this) {
                if (phase == Phase.CALLING) {
                    phase = Phase.WAITING;
                    return;
                }
                batch = next();
            }
        }
        closeWhenDrained();
    }

    private void call(Batch batch) {
        Transport carrier;
        synchronized (this) {
            carrier = transport;
        }
        try {
            if (carrier != null) {
                carrier.send(batch, this);
            }
        } catch (RuntimeException e) {
            completed(e);
        }
    }

    /** Begins the next send, if there is something to send. Under the lock. */
    private @Nullable Batch next() {
        Batch batch = ended || transport == null ? null : waiting.take(options.maximumFrameSize(), text);
        if (batch == null) {
            phase = Phase.IDLE;
        } else {
            phase = Phase.CALLING;
            lastSend = ticker.getAsLong();
        }
        return batch;
    }

    private void closeWhenDrained() {
        Transport carrier = null;
        CloseStatus status;
        synchronized (this) {
            status = closing;
            // Another thread may have begun the last send since this one found nothing to send.
            if (status != null && !ended && phase == Phase.IDLE && waiting.isEmpty()) {
                carrier = transport;
                ended = carrier != null;
            }
        }
        if (carrier != null && status != null) {
            carrier.close(status);
        }
    }

    private void end() {
        closed = true;
        ended = true;
        waiting.clear();
    }
}
