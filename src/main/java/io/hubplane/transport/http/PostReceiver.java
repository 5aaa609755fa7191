package io.hubplane.transport.http;

import io.hubplane.transport.Identity;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportCalls;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.Wire;
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
 * The client's way to a connection that is carried by plain HTTP (Transport Protocols, <em>HTTP POST (Client-to-Server
 * only)</em>): opened first, then the bodies of POSTs, one at a time in the order in which the POSTs began, closed once
 * and last. The end may come at any time on any thread; it waits for the bytes that are being handed over, and blocks
 * nobody.
 *
 * <p>The published protocol refuses a POST while another is under way; ASP.NET Core has it wait, and so does this. What
 * waits is data, not a thread: behind a POST whose body has not come whole, and while the connection is crowded. A body
 * is handed over in pieces, by one thread at a time, that of any POST.
 */
final class PostReceiver {
    private static final Logger LOGGER = System.getLogger(PostReceiver.class.getName());

    /** Whether there is room is asked before each piece: a little more than that may wait for the hub, in bytes. */
    private static final int PIECE = 16 * 1024;

    /** How many POSTs may wait for the one under way; official clients send the next one after it. */
    private static final int WAITING_LIMIT = 8;

    /** How long a piece is held back at the longest, as a thread would be that reads for another transport. */
    private static final long LONGEST_PAUSE = 10_000_000_000L;

    private final TransportConnection connection;
    private final TransportCalls calls;
    private final Posts posts;

    /** In the order in which they began; all that follows is guarded by this. */
    private final Deque<Turn> turns = new ArrayDeque<>(2);

    private @Nullable Turn served;
    private boolean looksAgain;

    /**
     * Makes the way to a connection.
     *
     * @param connection the connection, as it was claimed
     * @param posts those of the node
     * @param over called once, after the connection was told of the end
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

    /** A request has come that means to belong to the connection; false if it is another user's. */
    boolean renewed(Identity identity) {
        return connection.renewed(identity);
    }

    /**
     * A POST begins: it is next when those before have been taken, or is refused if too many wait.
     *
     * @param sender who sends it, the connection's user
     */
    PostTarget next(Identity sender) {
        if (calls.hasEnded()) {
            return PostTarget.refusing(Answer.unknownConnection());
        }
        Turn turn = new Turn(sender);
        synchronized (this) {
            if (turns.size() > WAITING_LIMIT) {
                return PostTarget.refusing(Answer.conflict());
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
                posts.log().warn(LOGGER, connection.id(), "The body of a POST could not be handed on", e);
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

    /** Hands over the rest of a body; null if it, or its answer, must wait: a client sends more once it has that. */
    private @Nullable Answer handOver(Turn turn) {
        ByteBuffer body = Objects.requireNonNull(turn.body);
        while (calls.hasEnded() || !turn.waitsForRoom()) {
            if (!body.hasRemaining()) {
                return Answer.text(HttpServletResponse.SC_OK, ""); // also if what it says ends the connection
            }
            ByteBuffer piece = body.slice(body.position(), Math.min(PIECE, body.remaining()));
            body.position(body.position() + piece.remaining());
            if (!call(() -> connection.received(piece, turn.sender))) {
                return Answer.unknownConnection();
            }
        }
        connection.heard(); // its pings wait as well
        return null;
    }

    private boolean call(Runnable event) {
        return calls.call(event, () -> {});
    }

    /** The transport has said its last word over a wire. */
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

    /** Answers all that wait: nobody will take them. */
    private void dismiss() {
        List<Turn> waiting;
        synchronized (this) {
            waiting = new ArrayList<>(turns);
            if (served != null) {
                waiting.remove(served); // is answered by whoever serves it
            }
            turns.removeAll(waiting);
        }
        waiting.forEach(turn -> turn.answer.complete(Answer.unknownConnection()));
    }

    /** The place of a POST among those of its connection. */
    private final class Turn implements PostTarget {
        final Identity sender;
        final CompletableFuture<Answer> answer = new CompletableFuture<>();

        /** What is left of its body; null before that has come. Guarded by the uplink, then its server's. */
        @Nullable
        ByteBuffer body;

        private boolean paused;
        private long pausedSince;

        Turn(Identity sender) {
            this.sender = sender;
        }

        /** Whether its next piece has to wait, which it has for a time only. */
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
                dismiss(); // the end may have come before this had its place
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
