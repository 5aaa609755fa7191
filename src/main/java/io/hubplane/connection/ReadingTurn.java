package io.hubplane.connection;

import io.hubplane.transport.Identity;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time read the transports of a connection, without any thread waiting for another. If a thread
 * brings bytes while another one reads, the other is the thread of the previous transport. The bytes are then copied
 * and left for that thread, which reads them on its way out. While something is left here, that thread is not held
 * back, see {@link #isAwaited}. So a transport that replaces another is read as soon as the current message has been
 * passed on, and from then on by its own thread.
 *
 * <p>What is left is bounded, and stays for at most a tenth of a second, the time it takes to release a thread that is
 * held back. Safe for any thread; no call is made while the lock is held.
 */
final class ReadingTurn {
    /**
     * How many bytes may be left: ten times what an official client sends again at once when it comes back, and as much
     * as may wait for a hub if the client's thread cannot be held back.
     */
    static final int MOST_LEFT = 1024 * 1024;

    /** What a piece counts in addition to its length, in bytes: about the memory that it takes. */
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

    /** Bytes that a transport has brought. */
    private record Piece(int transport, ByteBuffer data, Identity sender) {}

    ReadingTurn(Reader reader) {
        this.reader = reader;
    }

    /**
     * A transport brings bytes. This thread reads them, or leaves them for the thread that is already reading.
     *
     * @return false if it can do neither, because too much has been left
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

    /** Reading ended with an error; the next thread may read. */
    private synchronized void giveUp() {
        left.clear();
        bytes = 0;
        awaited = false;
        taken = false;
    }

    /** Whether no thread is reading. */
    synchronized boolean isFree() {
        return !taken;
    }

    /** Whether another thread has left something for the reading thread, which must then not be held back. */
    boolean isAwaited() {
        return awaited;
    }
}
