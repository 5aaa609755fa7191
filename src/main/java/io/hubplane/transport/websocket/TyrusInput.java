package io.hubplane.transport.websocket;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The stream from which Tyrus reads a WebSocket, measured. Tyrus gathers every frame completely, up to 4 MiB, before it
 * looks at it. So this stream keeps back a frame that is longer than allowed, and everything after it. What still comes
 * is read and dropped, since the client may not close its side before that. Used by one thread at a time, except
 * {@link #release}.
 *
 * <p>Payara keeps this stream with a request object, longer than the WebSocket lasts, like the user properties.
 */
final class TyrusInput extends ServletInputStream {
    /** How many bytes are read at once, at most: Tyrus keeps an array as long as the most that it got at once. */
    static final int PORTION = 64 * 1024;

    private final ServletInputStream input;
    private final FrameMeter meter;
    private volatile @Nullable Runnable tooLong;
    private boolean closed;

    /**
     * Makes an input.
     *
     * @param input the container's stream
     * @param meter gets all bytes
     * @param tooLong run once, when a frame is longer than allowed
     */
    TyrusInput(ServletInputStream input, FrameMeter meter, Runnable tooLong) {
        this.input = input;
        this.meter = meter;
        this.tooLong = tooLong;
    }

    @Override
    public int available() throws IOException {
        return Math.min(PORTION, input.available());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = input.read(bytes, offset, length);
        if (closed) {
            return Math.min(0, count);
        }
        if (count <= 0 || meter.pass(bytes, offset, count)) {
            return count;
        }
        closed = true;
        Runnable told = tooLong;
        if (told != null) {
            told.run();
        }
        return 0;
    }

    /** Drops the reference to the listener. */
    void release() {
        tooLong = null;
    }

    @Override
    public boolean isFinished() {
        return input.isFinished();
    }

    @Override
    public boolean isReady() {
        return input.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        input.setReadListener(listener);
    }
}
