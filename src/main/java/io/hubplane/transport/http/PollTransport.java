package io.hubplane.transport.http;

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
 * <p>Its time is that of {@link #beat}: nothing is late by more than the time between two calls.
 */
final class PollTransport implements Transport, HttpTransport {
    private final PostReceiver uplink;
    private final long pollTimeout;
    private final long disconnectTimeout;
    private final Consumer<PollTransport> lingers;

    private @Nullable CompletableFuture<Answer> waiting;
    private @Nullable Held held;
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
     * @return completed with the answer; to be cancelled if its client is gone before
     */
    CompletableFuture<Answer> poll() {
        CompletableFuture<Answer> poll = new CompletableFuture<>();
        CompletableFuture<Answer> replaced;
        Held taken;
        boolean over;
        synchronized (this) {
            moved = true;
            replaced = waiting;
            taken = held;
            held = null;
            over = ended || (closing && taken == null);
            waiting = over || taken != null ? null : poll;
        }
        if (replaced != null) {
            replaced.complete(Answer.noContent());
        }
        if (taken != null) {
            poll.complete(carrying(taken.batch()));
            taken.completion().completed(null);
        } else if (over) {
            poll.complete(Answer.noContent());
            end(null);
        } else {
            CompletionStage<Answer> stage = poll;
            stage.whenComplete((answer, canceled) -> {
                if (canceled != null) {
                    forget(poll);
                }
            });
        }
        return poll;
    }

    private synchronized void forget(CompletableFuture<Answer> poll) {
        if (waiting == poll) {
            waiting = null;
            moved = true;
        }
    }

    private static Answer carrying(Batch batch) {
        return Answer.bytes(batch.joinedBytes());
    }

    @Override
    public void send(Batch batch, Completion completion) {
        while (true) {
            CompletableFuture<Answer> poll;
            synchronized (this) {
                poll = waiting;
                waiting = null;
                if (poll != null) {
                    moved = true;
                } else if (!ended) {
                    held = new Held(batch, completion);
                    return;
                }
            }
            if (poll == null) {
                completion.completed(over());
                return;
            }
            if (poll.complete(carrying(batch))) { // not if its client has gone this very moment
                completion.completed(null);
                return;
            }
        }
    }

    private static TransportException over() {
        return new TransportException("The client polls no more");
    }

    @Override
    public void close(CloseStatus status) {
        CompletableFuture<Answer> poll;
        boolean last;
        synchronized (this) {
            if (ended) {
                return;
            }
            last = closing || gone;
            closing = true;
            poll = waiting;
            waiting = null;
        }
        boolean told = poll != null && poll.complete(Answer.noContent());
        if (told || last) {
            end(null);
        } else {
            lingers.accept(this);
        }
    }

    @Override
    public boolean beat(long now) {
        CompletableFuture<Answer> late = null;
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
            late.complete(Answer.text(200, ""));
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
        CompletableFuture<Answer> poll;
        Held dropped;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            poll = waiting;
            waiting = null;
            dropped = held;
            held = null;
        }
        if (poll != null) {
            poll.complete(Answer.noContent());
        }
        uplink.closed(failure);
        if (dropped != null) {
            dropped.completion().completed(failure == null ? over() : failure);
        }
    }

    /** A batch that waits for a poll. */
    private record Held(Batch batch, Completion completion) {}
}
