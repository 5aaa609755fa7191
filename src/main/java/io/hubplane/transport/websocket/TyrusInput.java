package io.hubplane.transport.websocket;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What Tyrus reads a WebSocket from, measured. Tyrus gathers every frame whole, up to 4 MiB, before it looks at it: so a
 * frame that is longer than allowed does not get so far, and nothing behind it does. What still comes is read and dropped,
 * since the client may wait with its own end until it has been. Used by one thread at a time, but for {@link #release}.
 *
 * <p>Payara keeps it with a request object, longer than the WebSocket lasts, as it does the user properties.
 */
final class TyrusInput extends ServletInputStream {
    /** How much is taken at once at the most, in bytes: Tyrus keeps an array as long as what it was given in one go. */
    static final int PORTION = 64 * 1024;

    private final ServletInputStream input;
    private final FrameMeter meter;
    private volatile @Nullable Runnable tooLong;
    private boolean closed;

    /**
     * Makes an input.
     *
     * @param input the container's
     * @param meter told of all that comes
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

    /** Lets go of whoever is told. */
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
