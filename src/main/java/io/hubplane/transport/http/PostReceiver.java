package io.hubplane.transport.http;

import io.hubplane.transport.Identity;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportCalls;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.Wire;
import io.hubplane.transport.http.answer.Answer;
import io.hubplane.transport.http.answer.Answers;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Receives what a client sends to a connection over plain HTTP (Transport Protocols, <em>HTTP POST (Client-to-Server
 * only)</em>). Life cycle: opened first; then the bodies of POSTs, one at a time, in the order in which the POSTs
 * began; closed once and last. The end may come at any time on any thread. It waits for the bytes that are being passed
 * on, without blocking a thread.
 *
 * <p>The published protocol refuses a POST while another is under way. ASP.NET Core lets it wait, and so does this
 * class. Data waits, not a thread: behind a POST whose body is incomplete, and while the connection is crowded. A body
 * is passed on in pieces, by one thread at a time, which may be the thread of any POST.
 */
final class PostReceiver {
    private static final Logger LOGGER = System.getLogger(PostReceiver.class.getName());

    /** Before each piece the connection is asked for room. So the hub may have this much more waiting, in bytes. */
    private static final int PIECE = 16 * 1024;

    /** How many POSTs may wait for the one under way; official clients send one at a time. */
    private static final int WAITING_LIMIT = 8;

    /** The longest time for which a piece is held back, the same as for a reading thread of another transport. */
    private static final long LONGEST_PAUSE = 10_000_000_000L;

    private final TransportConnection connection;
    private final TransportCalls calls;
    private final Posts posts;

    /** The POSTs in the order in which they began. This and all fields below are guarded by this object. */
    private final Deque<Turn> turns = new ArrayDeque<>(2);

    private @Nullable Turn served;
    private boolean looksAgain;

    /**
     * Makes the receiver of a connection.
     *
     * @param connection the claimed connection
     * @param posts the POSTs to the node
     * @param over called once, after the connection has been told of the end
     */
    PostReceiver(TransportConnection connection, Posts posts, Runnable over) {
        this.connection = connection;
        this.posts = posts;
        this.calls = new TransportCalls(failure -> {
            try {
                connection.closed(failure);
            } finally {
                over.run();
                dismiss();
            }
        });
    }

    String token() {
        return connection.token();
    }

    void open(Transport transport) {
        call(() -> connection.opened(transport));
    }

    /** Tells the connection that a request names it; false if the connection belongs to another user. */
    boolean renewed(Identity identity) {
        return connection.renewed(identity);
    }

    /**
     * A POST begins. Its turn comes after the POSTs before it; it is refused if too many wait.
     *
     * @param sender who sends it, the connection's user
     */
    PostTarget next(Identity sender) {
        if (calls.hasEnded()) {
            return PostTarget.refusing(Answers.unknownConnection());
        }
        Turn turn = new Turn(sender);
        synchronized (this) {
            if (turns.size() > WAITING_LIMIT) {
                return PostTarget.refusing(Answers.conflict());
            }
            turns.add(turn);
        }
        return turn;
    }

    private void serve() {
        for (Turn next = take(); next != null; next = take()) {
            Answer answer = PostAnswers.failed();
            try {
                answer = handOver(next);
            } catch (RuntimeException e) {
                posts.log().warn(LOGGER, connection.id(), "The body of a POST could not be passed on", e);
            } finally {
                leave(next, answer);
            }
            if (answer == null) {
                posts.soon(this::lookAgain);
                return;
            }
            next.answer.complete(answer);
        }
    }

    private synchronized @Nullable Turn take() {
        Turn next = turns.peek();
        if (served != null || looksAgain || next == null || next.body == null) {
            return null;
        }
        served = next;
        return next;
    }

    private synchronized void leave(Turn turn, @Nullable Answer answer) {
        served = null;
        looksAgain = answer == null;
        if (answer != null) {
            turns.remove(turn);
        }
    }

    private void lookAgain() {
        synchronized (this) {
            looksAgain = false;
        }
        serve();
    }

    /**
     * Passes on the rest of a body. Null if the body or its answer must wait; the client sends more after the answer.
     */
    private @Nullable Answer handOver(Turn turn) {
        ByteBuffer body = Objects.requireNonNull(turn.body);
        while (calls.hasEnded() || !turn.waitsForRoom()) {
            if (!body.hasRemaining()) {
                return Answer.text(HttpServletResponse.SC_OK, ""); // also if the body makes the connection end
            }
            ByteBuffer piece = body.slice(body.position(), Math.min(PIECE, body.remaining()));
            body.position(body.position() + piece.remaining());
            if (!call(() -> connection.received(piece, turn.sender))) {
                return Answers.unknownConnection();
            }
        }
        connection.heard(); // this counts for the client's pings, which wait behind the body
        return null;
    }

    private boolean call(Runnable event) {
        return calls.call(event, () -> {});
    }

    /** Tells the connection that the transport has sent its last bytes over a wire. */
    void released(Wire wire) {
        connection.released(wire);
    }

    /**
     * The transport is closed; a second call does nothing.
     *
     * @param reason what broke it, or null if nothing did
     */
    void closed(@Nullable Throwable reason) {
        calls.end(reason);
    }

    /** Answers all that wait, since nobody will take them. */
    private void dismiss() {
        List<Turn> waiting;
        synchronized (this) {
            waiting = new ArrayList<>(turns);
            if (served != null) {
                waiting.remove(served); // the thread that serves it answers it
            }
            turns.removeAll(waiting);
        }
        waiting.forEach(turn -> turn.answer.complete(Answers.unknownConnection()));
    }

    /** The place of a POST among those of its connection. */
    private final class Turn implements PostTarget {
        final Identity sender;
        final CompletableFuture<Answer> answer = new CompletableFuture<>();

        /**
         * The rest of its body; null until the body has come. Guarded by the receiver, then used by the serving thread.
         */
        @Nullable
        ByteBuffer body;

        private boolean paused;
        private long pausedSince;

        Turn(Identity sender) {
            this.sender = sender;
        }

        /** Whether its next piece must wait; it waits only for a limited time. */
        boolean waitsForRoom() {
            if (!connection.isCrowded()) {
                paused = false;
                return false;
            }
            long now = posts.now();
            if (!paused) {
                pausedSince = now;
            }
            paused = now - pausedSince < LONGEST_PAUSE;
            return paused;
        }

        @Override
        public void coming() {
            connection.heard();
        }

        @Override
        public CompletableFuture<Answer> whole(byte[] bytes) {
            synchronized (PostReceiver.this) {
                body = ByteBuffer.wrap(bytes);
            }
            if (calls.hasEnded()) {
                dismiss(); // the end may have come before this POST was in the queue
            }
            serve();
            return answer;
        }

        @Override
        public void lost() {
            synchronized (PostReceiver.this) {
                turns.remove(this);
            }
            serve();
        }
    }
}
