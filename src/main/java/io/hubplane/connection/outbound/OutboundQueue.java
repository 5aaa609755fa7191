package io.hubplane.connection.outbound;

import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends to the client of a connection: a bounded queue from which everything leaves together as soon as the previous
 * send has ended. So a slow client costs only itself, and a busy client gets few, full frames.
 *
 * <p>Safe for any thread. Transports and the owner are called without the lock. A transport may complete a send during
 * the call; this leads to a loop here and not to a recursion.
 */
public final class OutboundQueue implements Transport.Completion {
    private final OutboundOptions options;
    private final LongSupplier ticker;
    private final QueueOwner owner;
    private final WaitingMessages waiting;
    private final Writability writability = new Writability();
    private final SendState sending = new SendState();
    private final Admission admission;
    private final QueueEnd end = new QueueEnd();
    private boolean text = true;

    /** Called when a send has ended. Each transport after the first has its own. */
    private Transport.Completion completion = this;

    /** The next queue that waits for the same {@link Flusher} lane; used only by the lane. */
    @Nullable
    OutboundQueue nextToFlush;

    /** Makes an empty queue. It sends nothing before a transport is attached. */
    public OutboundQueue(OutboundOptions options, LongSupplier ticker, QueueOwner owner) {
        this.options = options;
        this.ticker = ticker;
        this.owner = owner;
        this.waiting = new WaitingMessages(options);
        this.admission = new Admission(options, ticker, waiting, sending);
    }

    /** Attaches the first transport; the next {@link #flush} sends. */
    public synchronized void attach(Transport next) {
        sending.opened(next, ticker.getAsLong());
    }

    /**
     * Keeps messages from now on until the client has acknowledged them. When the buffer is full, no more are sent.
     * Before the client has shown that it counts them, only the answer to the handshake is sent.
     */
    public synchronized void keep(ReplayBuffer buffer) {
        waiting.keep(buffer);
    }

    /** The client has shown that it counts what it receives: sends what was held back until then. */
    public void counted() {
        synchronized (this) {
            waiting.count();
        }
        flushUnasked();
    }

    /**
     * Whether the client got its answer longer ago than this many nanoseconds and has not shown that it counts. Until
     * then nothing but the answer is sent, so the last send is that of the answer.
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

    /** Sends nothing until another transport comes; a running send is forgotten. */
    public synchronized void suspend() {
        sending.lost();
    }

    /** Continues over another transport with the next {@link #flush}, first with what was not acknowledged. */
    public synchronized void resume(Transport next) {
        int number = sending.number();
        completion = failure -> completed(number, failure);
        waiting.replay();
        attach(next);
    }

    /** Sets whether the frames from now on are of a text protocol; at first they are. */
    public synchronized void text(boolean isText) {
        text = isText;
    }

    /** Sends nothing until {@link #release}, or until the end. */
    public synchronized void hold() {
        sending.hold();
    }

    /** Ends the hold; true if the caller must do what {@link EnqueueResult#FLUSH} asks for. */
    public synchronized boolean release() {
        return sending.release();
    }

    /** Queues a message and sends nothing. */
    public EnqueueResult offer(EncodedMessage message) {
        EnqueueResult result;
        int dropped;
        synchronized (this) {
            if (end.hasBegun()) {
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
        if (sending.asksToFlush()) {
            return sending.isRare(ticker) ? EnqueueResult.FLUSH_NOW : EnqueueResult.FLUSH;
        }
        return waiting.bytes() < options.transportMaxBufferSize() ? EnqueueResult.QUEUED : EnqueueResult.FULL;
    }

    /** Does what {@link EnqueueResult#FLUSH} asks for; called once for each such result. */
    public void flush() {
        synchronized (this) {
            sending.flushes();
        }
        flushUnasked();
    }

    /**
     * Sends what waits; if a send is under way, its completion will send it. Whoever was asked to flush must still do
     * so: the queue may wait in a lane of the {@link Flusher}, and it can be in only one place.
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
     * Accepts no more messages, and closes the transport after the last one.
     *
     * @param ending the last message, which is sent however full the queue is, and what happens to the waiting messages
     */
    public void close(ConnectionClose ending) {
        EncodedMessage last = ending.farewell();
        synchronized (this) {
            if (!end.begin(ending)) {
                return;
            }
            sending.endHold();
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

    /** Ends a queue that keeps its messages, and takes what it owes: another node goes on with it. */
    public synchronized Unsent takeUnsent() {
        Unsent unsent = waiting.unsent();
        drop();
        return unsent;
    }

    /** Drops what waits, sends nothing more and closes the transport at once. */
    public void abort(CloseStatus status) {
        Transport last;
        synchronized (this) {
            drop();
            last = sending.transport();
        }
        tellWritable();
        if (last != null) {
            last.close(status);
        }
    }

    /**
     * Waits for room. The action is kept only if the result is false. It then runs once, without the lock, when less
     * than half of {@code transportMaxBufferSize} waits or nothing more will be sent. The result is true if there is
     * room, or if nobody seems to await it.
     */
    public synchronized boolean whenWritable(Runnable action) {
        if (end.hasBegun() || waiting.bytes() < options.transportMaxBufferSize()) {
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
        return end.hasBegun() || 2 * waiting.bytes() < options.transportMaxBufferSize();
    }

    /** Whether the running send has taken longer than this many nanoseconds. */
    public synchronized boolean isStuck(long now, long timeout) {
        return !sending.isIdle() && now - sending.lastSend() > timeout;
    }

    /** Whether nothing waits, except for an acknowledgement, and nothing was sent for this many nanoseconds. */
    public synchronized boolean isQuiet(long now, long interval) {
        return sending.isIdle()
                && (waiting.isEmpty() || waiting.isHeld())
                && !waiting.isUncounted()
                && now - sending.lastSend() >= interval;
    }

    /** When the last send began, in nanoseconds; before the first send, when the transport opened. */
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
                return; // from a transport that is gone
            }
            failed = sending.transport();
            if (failure != null && waiting.isKept() && end.closing() == null) {
                suspend();
            } else {
                if (failure != null) {
                    drop();
                }
                if (sending.completed()) {
                    leavesSoon = leaveToTheFlusher();
                    batch = leavesSoon ? null : next();
                }
            }
        }
        if (failure != null) {
            tellWritable();
            owner.sendFailed(failed, failure);
        }
        if (leavesSoon) {
            owner.flushSoon();
        } else {
            send(number, batch);
        }
    }

    /**
     * Leaves the waiting messages to the flusher's next pass, so that they share a frame with others. Called under the
     * lock when a send has completed.
     *
     * @return false if the caller must continue to send
     */
    private boolean leaveToTheFlusher() {
        if (end.hasBegun() || waiting.isEmpty() || sending.isFlushAsked()) {
            return false;
        }
        sending.leave();
        return true;
    }

    private void send(int number, @Nullable Batch first) {
        Batch batch = first;
        while (batch != null) {
            call(number, batch);
            owner.frameSent(batch.messages().size(), batch.length());
            tellWritable();
            synchronized (this) {
                // Another transport may have come during the call.
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

    /** Begins the next send if there is something to send. Called under the lock. */
    private @Nullable Batch next() {
        // What leaves after the end has begun is not kept, so it need not wait for the buffer.
        boolean waits = end.isReached() || sending.isHeld() || sending.transport() == null;
        Batch batch = waits ? null : waiting.take(text, end.closing() == null, owner.frames());
        admission.looked();
        if (batch == null) {
            sending.idle();
        } else {
            sending.begin(ticker.getAsLong(), batch.messages().size());
        }
        return batch;
    }

    private void closeWhenDrained() {
        Transport last;
        ConnectionClose ending;
        synchronized (this) {
            ending = end.closing();
            last = sending.transport();
            // Another thread may have begun the last send after this one found nothing to send.
            boolean drained = !end.isReached() && sending.isIdle() && waiting.isEmpty();
            if (ending == null || last == null || !drained) {
                return;
            }
            end.reach();
        }
        ending.close(last);
    }

    private void drop() {
        end.reach();
        waiting.end();
    }
}
