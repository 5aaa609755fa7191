package io.hubplane.connection;

import io.hubplane.transport.Identity;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Has the transports of a connection read by one thread at a time, and none of them wait. Whoever brings bytes while
 * another is at it, which is the thread of the transport before, leaves a copy for that one, which reads it on its way
 * out. As long as something is left here that thread is not held back, see {@link #isAwaited}. So a transport that
 * takes the place of another is read as soon as the message under way has been handed on, and then by its own thread
 * again.
 *
 * <p>What is left is bounded, and there for a tenth of a second at the longest, the time it takes to let go of a thread
 * that is held back. Safe for any thread; the lock is held for no call.
 */
final class ReadingTurn {
    /**
     * How much may be left, in bytes: ten times what an official client sends again at once when it comes back, and as
     * much as may wait for a hub where its client's thread cannot be held back.
     */
    static final int MOST_LEFT = 1024 * 1024;

    /** What a piece counts besides its length, in bytes: about what it takes in memory. */
    private static final int PIECE = 128;

    /** Reads what a transport has brought. */
    @FunctionalInterface
    interface Reader {
        void read(int transport, ByteBuffer data, Identity sender);
    }

    private final Reader reader;
    private final Queue<Piece> left = new ArrayDeque<>(1);
    private long bytes;
    private boolean taken;
    private volatile boolean awaited;

    /** What a transport has brought. */
    private record Piece(int transport, ByteBuffer data, Identity sender) {}

    ReadingTurn(Reader reader) {
        this.reader = reader;
    }

    /**
     * A transport brings bytes: they are read by this thread, or by the one that reads already.
     *
     * @return false if neither, since too much has been left
     */
    boolean received(int transport, ByteBuffer data, Identity sender) {
        synchronized (this) {
            if (taken) {
                return leave(transport, data, sender);
            }
            taken = true;
        }
        boolean through = false;
        try {
            reader.read(transport, data, sender);
            for (Piece next = next(); next != null; next = next()) {
                reader.read(next.transport(), next.data(), next.sender());
            }
            through = true;
        } finally {
            if (!through) {
                giveUp();
            }
        }
        return true;
    }

    private boolean leave(int transport, ByteBuffer data, Identity sender) {
        if (bytes + data.remaining() + PIECE > MOST_LEFT) {
            return false;
        }
        byte[] copy = new byte[data.remaining()];
        data.get(copy);
        left.add(new Piece(transport, ByteBuffer.wrap(copy), sender));
        bytes += copy.length + PIECE;
        awaited = true;
        return true;
    }

    private synchronized @Nullable Piece next() {
        Piece next = left.poll();
        if (next == null) {
            taken = false;
        } else {
            bytes -= next.data().remaining() + PIECE;
        }
        awaited = !left.isEmpty();
        return next;
    }

    /** An error leads out of reading; whoever comes next may read. */
    private synchronized void giveUp() {
        left.clear();
        bytes = 0;
        awaited = false;
        taken = false;
    }

    /** Whether a thread has left something for the one that reads, which is not to be held back then. */
    boolean isAwaited() {
        return awaited;
    }
}
