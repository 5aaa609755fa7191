package io.hubplane.transport.http;

import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportException;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.answer.Answer;
import io.hubplane.transport.http.answer.Answers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends to a client that polls (Transport Protocols, <em>Long Polling (Server-to-Client only)</em>). It does not use
 * servlets: a poll may have come to this node or to another one.
 *
 * <p>Between two polls it holds the one batch that it was given. The send of that batch completes when a poll takes it.
 * After {@link #close}, the next poll still takes the batch that is held, and the poll after that learns of the end. A
 * second close ends this phase, and so does a client that stays away.
 *
 * <p>A poll that came to another node takes a batch on trial. The batch is kept, and its send stays open, until that
 * node has reported the outcome of the answer. If the answer was written, the send completes. If no byte was written,
 * the next poll takes the batch before all others. If the outcome is unknown, the connection ends, since its client may
 * or may not have the messages. The next poll may arrive by another way before the report, and so may a close: both
 * wait for the report.
 *
 * <p>Its clock is {@link #beat}: nothing is late by more than the time between two calls.
 */
final class PollTransport implements Transport, HttpTransport {
    private final PostReceiver receiver;
    private final long pollTimeout;
    private final long disconnectTimeout;
    private final Consumer<PollTransport> lingers;

    private @Nullable WaitingPoll waiting;
    private @Nullable HeldBatch held;
    /** A batch that has left with an answer whose outcome is not yet known. */
    private @Nullable HeldBatch onTrial;

    private boolean closing;
    private boolean gone;
    private boolean ended;
    /** Whether a poll has come or gone since the last beat. */
    private boolean moved = true;
    /** The time of the first beat after the last poll came or went, in nanoseconds. */
    private long since;

    /**
     * Makes a transport.
     *
     * @param receiver receives what the client sends
     * @param pollTimeout how long a poll waits, in nanoseconds
     * @param disconnectTimeout how long the client may take until its next poll, in nanoseconds
     * @param lingers called when the transport is closed while no poll waits to be told
     */
    PollTransport(PostReceiver receiver, long pollTimeout, long disconnectTimeout, Consumer<PollTransport> lingers) {
        this.receiver = receiver;
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
    public PostReceiver receiver() {
        return receiver;
    }

    /** Opens the connection; that answers the first poll. */
    Answer open() {
        try {
            receiver.open(this);
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
     * Takes what there is to send, or waits for it. If a poll already waits, this one replaces it.
     *
     * @param confirmed whether the outcome of the answer will be reported; the batch is kept until then
     * @return completed with the answer; to be cancelled, or completed with another answer, if its client disconnects
     *     first
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

    /**
     * Gives a batch to a poll, on trial if the poll is confirmed. Returns false if the client has just disconnected.
     */
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

    /** Ends the trial of a batch. True if the caller must now deal with the batch, false if the end has or will. */
    private synchronized boolean takeBack(HeldBatch batch) {
        if (onTrial != batch) {
            return false;
        }
        onTrial = null;
        return true;
    }

    private void confirmed(HeldBatch batch, AnswerOutcome outcome) {
        if (outcome == AnswerOutcome.UNKNOWN) {
            end(new TransportException("It is unknown whether the client has the messages that another node wrote"));
        } else if (takeBack(batch)) {
            if (outcome == AnswerOutcome.NOT_BEGUN) {
                send(batch);
            } else {
                batch.completion.completed(null);
            }
            tellEnd();
        }
    }

    /**
     * If the transport is closing and nothing is left, tells this to a poll that has waited for the outcome of an
     * answer.
     */
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
        return new TransportException("The client no longer polls");
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
            late.answer.complete(Answers.nothingYet());
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
     * Ends the transport and its connection at once; a second call does nothing.
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
            dropped = onTrial == null ? held : onTrial; // at most one send is under way
            held = null;
            onTrial = null;
        }
        if (poll != null) {
            poll.answer.complete(Answer.noContent());
        }
        receiver.closed(failure);
        if (dropped != null) {
            dropped.completion.completed(failure == null ? over() : failure);
        }
    }
}
