package io.hubplane.transport.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What has come of a body. It grows with the body and reserves its memory with {@link Posts}, until it is let go. One
 * thread at a time reads into it; the other methods are safe for any thread.
 */
final class BodyBuffer {
    /** The memory that is taken before any byte has come, at most, in bytes, whatever length a client promises. */
    private static final int FIRST_PORTION = 16 * 1024;

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final byte[] NOTHING = {};

    private final Posts posts;
    /** One byte more than allowed is enough to see that the body is too long. */
    private final long longest;
    /** Replaced only under the lock. */
    private volatile byte[] bytes = NOTHING;
    /** Written only by the reading thread. */
    private volatile int length;

    private boolean gone;

    /**
     * Makes an empty buffer.
     *
     * @param maximumSize the allowed length of the body in bytes
     */
    BodyBuffer(Posts posts, int maximumSize) {
        this.posts = posts;
        this.longest = Math.min(maximumSize + 1L, LONGEST_ARRAY);
    }

    /** Takes the first memory for a body of the announced length, negative if none is; false if there is not enough. */
    boolean begin(long expected) {
        return makeRoom(expected < 0 ? FIRST_PORTION : (int) Math.min(expected, FIRST_PORTION));
    }

    boolean hasRoom() {
        return length < bytes.length;
    }

    /** Takes more memory; false if there is not enough, or the buffer was let go. */
    boolean grow() {
        int capacity = (int) Math.min(Math.max(FIRST_PORTION, 2L * bytes.length), longest);
        return capacity > bytes.length && makeRoom(capacity);
    }

    private synchronized boolean makeRoom(int capacity) {
        if (gone || !posts.hold(capacity - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, capacity);
        return true;
    }

    /** Reads once, into the room that there is; returns how many bytes came, negative at the end of the body. */
    int readFrom(InputStream in) throws IOException {
        byte[] into = bytes;
        int before = length;
        if (before >= into.length) {
            return 0; // the memory was let go in the meantime
        }
        int read = in.read(into, before, into.length - before);
        length = before + Math.max(read, 0);
        return read;
    }

    /** The number of bytes that have come. */
    int length() {
        return length;
    }

    /** A copy of the bytes that have come. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Gives the memory back; a second call does nothing. */
    synchronized void letGo() {
        gone = true;
        posts.letGo(bytes.length);
        bytes = NOTHING;
    }
}
