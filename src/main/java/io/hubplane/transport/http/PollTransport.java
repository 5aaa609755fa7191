package io.hubplane.transport.http;

import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportException;
import io.hubplane.transport.TransportType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way out to a client that asks again and again (Transport Protocols, <em>Long Polling (Server-to-Client only)</em>).
 * Knows nothing of servlets: a poll may have come to this node or to another one.
 *
 * <p>Between two polls it holds the one batch it was given, whose send completes when a poll takes it. When it is closed,
 * what it holds still leaves with the next poll, and the poll after that learns of the end; a second close, and a client
 * that stays away, end this.
 *
 * <p>A poll that came to another node takes a batch there on trial: it is kept, and its send goes on, until that node has
 * said what became of the answer. If it was written, the send completes. If not a byte was, the batch is what the next poll
 * takes, before all others. If nobody knows, the connection ends, for its client may or may not have the messages. The next
 * poll may be here before that is said, over another way, and a close, too: both wait meanwhile.
 *
 * <p>Its time is that of {@link #beat}: nothing is late by more than the time between two calls.
 */
final class PollTransport implements Transport, HttpTransport {
    private final PostReceiver uplink;
    private final long pollTimeout;
    private final long disconnectTimeout;
    private final Consumer<PollTransport> lingers;

    private @Nullable WaitingPoll waiting;
    private @Nullable HeldBatch held;
    /** What has left with an answer of which is not known yet what became. */
    private @Nullable HeldBatch onTrial;

    private boolean closing;
    private boolean gone;
    private boolean ended;
    /** Whether a poll has come or gone since the last beat. */
    private boolean moved = true;
    /** The first beat after the last poll came or went, in nanoseconds. */
    private long since;

    /**
     * Makes a transport.
     *
     * @param uplink to its connection
     * @param pollTimeout how long a poll waits, in nanoseconds
     * @param disconnectTimeout how long the next poll may be waited for, in nanoseconds
     * @param lingers told once it is closed without a client to tell
     */
    PollTransport(PostReceiver uplink, long pollTimeout, long disconnectTimeout, Consumer<PollTransport> lingers) {
        this.uplink = uplink;
        this.pollTimeout = pollTimeout;
        this.disconnectTimeout = disconnectTimeout;
        this.lingers = lingers;
    }

    @Override
    public TransportType type() {
        return TransportType.LONG_POLLING;
    }

    @Override
    public boolean carriesBinary() {
        return true;
    }

    @Override
    public boolean pauseReceiving() {
        return true;
    }

    @Override
    public PostReceiver uplink() {
        return uplink;
    }

    /** Opens the connection; the first poll is over with that. */
    Answer open() {
        try {
            uplink.open(this);
        } catch (RuntimeException e) {
            end(e);
            throw e;
        }
        if (isClosing()) {
            end(null);
            return Answer.noContent();
        }
        return Answer.bytes(new byte[0]);
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    /**
     * Takes what there is to send, or waits for it; a poll that waits already has been replaced by this one.
     *
     * @param confirmed whether it is told what becomes of the answer, so that a batch is to be kept until then
     * @return completed with the answer; to be cancelled if its client is gone before, or completed with another answer
     */
    CompletableFuture<Answer> poll(boolean confirmed) {
        WaitingPoll poll = new WaitingPoll(confirmed);
        WaitingPoll replaced;
        HeldBatch taken;
        boolean over;
        synchronized (this) {
            moved = true;
            replaced = waiting;
            taken = held;
            held = null;
            over = ended || (closing && taken == null && onTrial == null);
            waiting = over || taken != null ? null : poll;
            if (taken != null && confirmed) {
                onTrial = taken;
            }
        }
        if (replaced != null) {
            replaced.answer.complete(Answer.noContent());
        }
        if (taken != null) {
            give(taken, poll);
        } else if (over) {
            poll.answer.complete(Answer.noContent());
            end(null);
        } else {
            CompletionStage<Answer> stage = poll.answer;
            stage.whenComplete((answer, canceled) -> forget(poll));
        }
        return poll.answer;
    }

    private synchronized void forget(WaitingPoll poll) {
        if (waiting == poll) {
            waiting = null;
            moved = true;
        }
    }

    /** Gives a poll a batch, which is on trial if the poll is confirmed; false if the client has gone this very moment. */
    private boolean give(HeldBatch batch, WaitingPoll poll) {
        Answer answer = Answer.bytes(batch.batch.joinedBytes());
        if (poll.confirmed) {
            return poll.answer.complete(answer.telling(outcome -> confirmed(batch, outcome)));
        }
        boolean taken = poll.answer.complete(answer);
        if (taken) {
            batch.completion.completed(null);
        }
        return taken;
    }

    @Override
    public void send(Batch batch, Completion completion) {
        send(new HeldBatch(batch, completion));
    }

    private void send(HeldBatch batch) {
        while (true) {
            WaitingPoll poll;
            synchronized (this) {
                poll = waiting;
                waiting = null;
                if (poll != null) {
                    moved = true;
                    onTrial = poll.confirmed ? batch : null;
                } else if (!ended) {
                    held = batch;
                    return;
                }
            }
            if (poll == null) {
                batch.completion.completed(over());
                return;
            }
            if (give(batch, poll) || (poll.confirmed && !takeBack(batch))) {
                return;
            }
        }
    }

    /** True for whoever is to care for a batch that was on trial; false if the end does, or has. */
    private synchronized boolean takeBack(HeldBatch batch) {
        if (onTrial != batch) {
            return false;
        }
        onTrial = null;
        return true;
    }

    private void confirmed(HeldBatch batch, AnswerOutcome outcome) {
        if (outcome == AnswerOutcome.UNKNOWN) {
            end(new TransportException("Whether the client has the messages that another node wrote is unknown"));
        } else if (takeBack(batch)) {
            if (outcome == AnswerOutcome.NOT_BEGUN) {
                send(batch);
            } else {
                batch.completion.completed(null);
            }
            tellEnd();
        }
    }

    /** Lets a poll that has waited for the confirmation of an answer know of the end, if it is one. */
    private void tellEnd() {
        WaitingPoll poll;
        synchronized (this) {
            if (!closing || held != null || onTrial != null) {
                return;
            }
            poll = waiting;
            waiting = null;
        }
        if (poll != null && poll.answer.complete(Answer.noContent())) {
            end(null);
        }
    }

    private static TransportException over() {
        return new TransportException("The client polls no more");
    }

    @Override
    public void close(CloseStatus status) {
        WaitingPoll poll;
        boolean last;
        synchronized (this) {
            if (ended) {
                return;
            }
            last = closing || gone;
            closing = true;
            poll = onTrial == null ? waiting : null;
            waiting = onTrial == null ? null : waiting;
        }
        boolean told = poll != null && poll.answer.complete(Answer.noContent());
        if (told || last) {
            end(null);
        } else {
            lingers.accept(this);
        }
    }

    @Override
    public boolean beat(long now) {
        WaitingPoll late = null;
        boolean farewell;
        synchronized (this) {
            if (ended) {
                return true;
            }
            if (moved) {
                moved = false;
                since = now;
            }
            if (waiting == null) {
                gone = now - since >= disconnectTimeout;
            } else if (now - since >= pollTimeout) {
                late = waiting;
                waiting = null;
                moved = true;
            }
            farewell = closing && gone;
        }
        if (late != null) {
            late.answer.complete(Answer.nothingYet());
        }
        if (farewell) {
            end(null);
        }
        return !isGone();
    }

    private synchronized boolean isGone() {
        return gone;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /**
     * Ends the transport at once, and with it the connection; a second call does nothing.
     *
     * @param failure what broke it, or null if nothing did
     */
    void end(@Nullable Throwable failure) {
        WaitingPoll poll;
        HeldBatch dropped;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            poll = waiting;
            waiting = null;
            dropped = onTrial == null ? held : onTrial; // one send is under way at most
            held = null;
            onTrial = null;
        }
        if (poll != null) {
            poll.answer.complete(Answer.noContent());
        }
        uplink.closed(failure);
        if (dropped != null) {
            dropped.completion.completed(failure == null ? over() : failure);
        }
    }
}
