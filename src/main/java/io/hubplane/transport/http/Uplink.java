package io.hubplane.transport.http;

import io.hubplane.transport.CarrierCalls;
import io.hubplane.transport.Identity;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The client's way to a connection that is carried by plain HTTP (Transport Protocols, <em>HTTP POST (Client-to-Server
 * only)</em>): opened first, then the bodies of POSTs, one at a time in the order of their arrival, closed once and last.
 * The end may come at any time on any thread; it waits for the bytes that are being handed over, and blocks nobody.
 *
 * <p>The published protocol refuses a POST while another is under way; ASP.NET Core has it wait, and so does this, for
 * the threads of a few.
 */
final class Uplink {
    private static final int PIECE = 16 * 1024;

    /** How many POSTs may hold a thread each to wait for the one under way; official clients send the next one after it. */
    private static final int WAITING_LIMIT = 8;

    private final TransportConnection connection;
    private final CarrierCalls calls;
    private final ReentrantLock turn = new ReentrantLock(true);

    /**
     * Makes the way to a connection.
     *
     * @param connection the connection, as it was claimed
     * @param over called once, after the connection was told of the end
     */
    Uplink(TransportConnection connection, Runnable over) {
        this.connection = connection;
        this.calls = new CarrierCalls(failure -> {
            try {
                connection.closed(failure);
            } finally {
                over.run();
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
     * Takes the body of a POST; blocks for as long as it takes to come and to be taken.
     *
     * @param body the body
     * @param sender who sent it, the connection's user
     */
    Answer post(InputStream body, Identity sender) {
        if (turn.getQueueLength() >= WAITING_LIMIT) {
            return Answer.conflict();
        }
        turn.lock();
        try {
            if (calls.hasEnded()) {
                return Answer.unknownConnection();
            }
            byte[] piece = new byte[PIECE];
            for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
                ByteBuffer bytes = ByteBuffer.wrap(piece, 0, length);
                if (!call(() -> connection.received(bytes, sender))) {
                    return Answer.unknownConnection();
                }
            }
            return Answer.text(HttpServletResponse.SC_OK, ""); // also if what it says ends the connection
        } catch (IOException e) {
            return Answer.text(HttpServletResponse.SC_BAD_REQUEST, ""); // the client broke off
        } finally {
            turn.unlock();
        }
    }

    private boolean call(Runnable event) {
        return calls.call(event, () -> {});
    }

    /**
     * The carrier is closed; a second call does nothing.
     *
     * @param reason what broke it, or null if nothing did
     */
    void closed(@Nullable Throwable reason) {
        calls.end(reason);
    }
}
