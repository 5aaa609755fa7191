package io.hubplane.connection.outbound;

import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way out of a connection: a bounded queue of which everything leaves together as soon as the send before has
 * ended. So a slow client costs only itself, and a busy one gets few, full frames.
 *
 * <p>Safe for any thread. Sends and the owner's methods are called without the lock; a transport may complete a send
 * while it is being called, which leads to a loop here and not to a recursion.
 */
public final class OutboundQueue implements Transport.Completion {
    private final OutboundOptions options;
    private final LongSupplier ticker;
    private final QueueOwner owner;
    private final WaitingMessages waiting;
    private final Writability writability = new Writability();
    private final SendState sending = new SendState();
    private final Admission admission;
    private boolean text = true;
    private boolean closed;
    /** Set when the transport is to be closed after the last message. */
    private @Nullable ConnectionClose closing;
    /** Nothing is sent any more. */
    private boolean ended;

    /** Told when a send has ended; a transport that follows another gets one of its own. */
    private Transport.Completion completion = this;

    /** The next queue that waits for the same {@link Flusher} lane; the lane's. */
    @Nullable
    OutboundQueue nextToFlush;

    /** Makes an empty queue, which sends nothing before a transport is attached. */
    public OutboundQueue(OutboundOptions options, LongSupplier ticker, QueueOwner owner) {
        this.options = options;
        this.ticker = ticker;
        this.owner = owner;
        this.waiting = new WaitingMessages(options);
        this.admission = new Admission(options, ticker, waiting, sending);
    }

    /** Sends can begin, with the next {@link #flush}. */
    public synchronized void attach(Transport next) {
        sending.opened(next, ticker.getAsLong());
    }

    /**
     * From now on messages are kept until the client has acknowledged them; no more are sent than the buffer takes, and
     * none, but the answer to the handshake, before the client has shown that it counts them.
     */
    public synchronized void keep(ReplayBuffer buffer) {
        waiting.keep(buffer);
    }

    /** The client has shown that it counts what it receives: what was held back until then leaves. */
    public void counted() {
        synchronized (this) {
            waiting.count();
        }
        flushUnasked();
    }

    /**
     * Whether the client has been answered, longer ago than some nanoseconds, and has not shown that it counts. Until
     * it has, nothing but the answer is sent, so that the last send is that of the answer.
     */
    public synchronized boolean isUncountedFor(long now, long time) {
        return waiting.isUncounted() && waiting.isAnswered() && sending.isIdle() && now - sending.lastSend() > time;
    }

    /** The client has received its messages up to a number. */
    public void acknowledged(long number) {
        synchronized (this) {
            waiting.acknowledge(number);
        }
        flushUnasked();
    }

    /** Sends nothing until another transport comes; a send under way is forgotten. */
    public synchronized void suspend() {
        sending.lost();
    }

    /** The next {@link #flush} goes on over another transport, first with what the client has not acknowledged. */
    public synchronized void resume(Transport next) {
        int number = sending.number();
        completion = failure -> completed(number, failure);
        waiting.replay();
        attach(next);
    }

    /** Whether the frames from now on are of a text protocol; they are at first. */
    public synchronized void text(boolean isText) {
        text = isText;
    }

    /** Sends nothing until {@link #release}, or until the end. */
    public synchronized void hold() {
        sending.hold();
    }

    /** Ends the hold; true if the caller has to do what {@link EnqueueResult#FLUSH} asks for. */
    public synchronized boolean release() {
        boolean released = sending.release();
        if (released) {
            sending.askForFlush();
        }
        return released;
    }

    /** Queues a message and sends nothing. */
    public EnqueueResult offer(EncodedMessage message) {
        EnqueueResult result;
        int dropped;
        synchronized (this) {
            if (closed) {
                return EnqueueResult.DROPPED;
            }
            result = admission.take(message) ? taken() : admission.refuse(message);
            dropped = admission.takeDropped();
        }
        if (dropped > 0) {
            owner.dropped(dropped);
            tellWritable();
        }
        return result;
    }

    private EnqueueResult taken() {
        if (sending.isIdle() && !sending.isFlushAsked() && !sending.isHeld()) {
            sending.askForFlush();
            return EnqueueResult.FLUSH;
        }
        return waiting.bytes() < options.transportMaxBufferSize() ? EnqueueResult.QUEUED : EnqueueResult.FULL;
    }

    /** Does what {@link EnqueueResult#FLUSH} asks for; to be called once for each. */
    public void flush() {
        synchronized (this) {
            sending.flushes();
        }
        flushUnasked();
    }

    /**
     * Sends what waits, unless a send is under way, after whose completion it leaves. Whoever was asked to flush still
     * has to: the queue may wait in a lane of the {@link Flusher}, and there is one place for it.
     */
    public void flushUnasked() {
        Batch batch;
        int number;
        synchronized (this) {
            if (!sending.isIdle()) {
                return;
            }
            number = sending.number();
            batch = next();
        }
        send(number, batch);
    }

    /**
     * Takes no more messages; when the last has left, the transport is closed.
     *
     * @param ending what is sent after all others, however full the queue is, and what becomes of those
     */
    public void close(ConnectionClose ending) {
        EncodedMessage last = ending.farewell();
        synchronized (this) {
            if (closing != null || ended) {
                return;
            }
            closed = true;
            closing = ending;
            sending.release();
            if (ending.manner() == ConnectionClose.Manner.DISCARD) {
                waiting.clear();
            }
            if (last != null) {
                waiting.add(last);
            }
        }
        tellWritable();
        flushUnasked();
    }

    /** Drops what waits, sends nothing more and closes the transport at once. */
    public void abort(CloseStatus status) {
        Transport last;
        synchronized (this) {
            end();
            last = sending.transport();
        }
        tellWritable();
        if (last != null) {
            last.close(status);
        }
    }

    /**
     * Whether there is room, or nobody awaits it; an action is kept only if not. It is run once, without the lock, when
     * less than half of {@code transportMaxBufferSize} waits or nothing will be sent any more.
     */
    public synchronized boolean whenWritable(Runnable action) {
        if (closed || waiting.bytes() < options.transportMaxBufferSize()) {
            return true;
        }
        return !writability.await(action);
    }

    /** What waits now. */
    public synchronized OutboundLoad load() {
        return waiting.load();
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
    public synchronized boolean isStuck(long now, long timeout) {
        return !sending.isIdle() && now - sending.lastSend() > timeout;
    }

    /** Whether nothing waits, or only for an acknowledgement, and nothing was sent for some nanoseconds. */
    public synchronized boolean isQuiet(long now, long interval) {
        return sending.isIdle()
                && (waiting.isEmpty() || waiting.isHeld())
                && !waiting.isUncounted()
                && now - sending.lastSend() >= interval;
    }

    /** When the last send began, in nanoseconds; before the first, when the transport opened. */
    public synchronized long lastSend() {
        return sending.lastSend();
    }

    @Override
    public void completed(@Nullable Throwable failure) {
        completed(0, failure);
    }

    private void completed(int number, @Nullable Throwable failure) {
        Batch batch = null;
        Transport failed;
        boolean leavesSoon = false;
        synchronized (this) {
            if (number != sending.number()) {
                return; // of a transport that is gone
            }
            failed = sending.transport();
            if (failure != null && waiting.isKept() && closing == null) {
                suspend();
            } else {
                if (failure != null) {
                    end();
                }
                if (sending.completed()) {
                    leavesSoon = leaveToTheFlusher();
                    if (!leavesSoon) {
                        batch = next();
                    }
                }
            }
        }
        if (failure != null) {
            tellWritable();
            owner.sendFailed(failed, failure);
        }
        if (leavesSoon) {
            owner.flushSoon(this);
        } else {
            send(number, batch);
        }
    }

    /**
     * Leaves what waits to the flusher's next pass, so that it does not leave at once in a frame for itself. Under the
     * lock, when a send has completed.
     *
     * @return false if whoever asks has to send on
     */
    private boolean leaveToTheFlusher() {
        if (ended || closing != null || waiting.isEmpty() || sending.isFlushAsked()) {
            return false;
        }
        sending.idle();
        sending.askForFlush();
        return true;
    }

    private void send(int number, @Nullable Batch first) {
        Batch batch = first;
        while (batch != null) {
            call(number, batch);
            owner.frameSent(batch.messages().size(), batch.length());
            tellWritable();
            synchronized (this) {
                // Another transport may have come while this one was called.
                if (number != sending.number() || !sending.returned()) {
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
            current = number == sending.number() ? sending.transport() : null;
            told = completion;
        }
        if (current == null) {
            return;
        }
        try {
            current.send(batch, told);
        } catch (RuntimeException e) {
            completed(number, e);
        }
    }

    /** Begins the next send, if there is something to send. Under the lock. */
    private @Nullable Batch next() {
        // What leaves after the end has begun need not be kept, so nothing is held back for it.
        boolean waits = ended || sending.isHeld() || sending.transport() == null;
        Batch batch = waits ? null : waiting.take(text, closing == null, owner.frames());
        admission.looked();
        if (batch == null) {
            sending.idle();
        } else {
            sending.begin(ticker.getAsLong());
        }
        return batch;
    }

    private void closeWhenDrained() {
        Transport last = null;
        ConnectionClose ending;
        synchronized (this) {
            ending = closing;
            // Another thread may have begun the last send since this one found nothing to send.
            if (ending != null && !ended && sending.isIdle() && waiting.isEmpty()) {
                last = sending.transport();
                ended = last != null;
            }
        }
        if (last != null && ending != null) {
            ending.close(last);
        }
    }

    private void end() {
        closed = true;
        ended = true;
        waiting.end();
    }
}
