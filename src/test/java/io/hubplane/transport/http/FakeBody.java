package io.hubplane.transport.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, which comes as the test says. A read that would have to wait fails. It follows the rules of
 * non-blocking reads: it calls back only after {@code isReady} has returned false.
 */
public final class FakeBody extends ServletInputStream {
    private final long length;
    private ByteArrayInputStream here;
    private boolean ended;
    private boolean asked;
    private int missing;
    private @Nullable ReadListener listener;

    private FakeBody(long length, String here, boolean ended) {
        this.length = length;
        this.here = new ByteArrayInputStream(here.getBytes(StandardCharsets.UTF_8));
        this.ended = ended;
    }

    /** A body that has come whole. */
    static FakeBody of(String text) {
        return new FakeBody(text.getBytes(StandardCharsets.UTF_8).length, text, true);
    }

    /** A body that ends before its declared length, although the container took it for complete. */
    static FakeBody cutOff(String text, long length) {
        FakeBody body = new FakeBody(length, text, true);
        body.missing = (int) length - text.length();
        return body;
    }

    /** A body of which nothing has come yet; the length that the client has declared, or -1. */
    public static FakeBody coming(long length) {
        return new FakeBody(length, "", false);
    }

    long length() {
        return length;
    }

    boolean isReadAsItComes() {
        return listener != null;
    }

    /** Adds a text that has come. */
    void come(String text) throws IOException {
        here = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        tell();
    }

    /** Ends the body. */
    void end() throws IOException {
        ended = true;
        tell();
    }

    void breakOff() {
        Objects.requireNonNull(listener).onError(new IOException("reset"));
    }

    private void tell() throws IOException {
        ReadListener told = Objects.requireNonNull(listener);
        if (asked && here.available() > 0) {
            asked = false;
            told.onDataAvailable();
        }
        if (isFinished()) {
            told.onAllDataRead();
        }
    }

    @Override
    public int available() {
        return here.available() + missing;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
        if (here.available() == 0 && !ended) {
            throw new AssertionError("waits for a client");
        }
        return here.read(bytes, offset, count);
    }

    @Override
    public boolean isFinished() {
        return ended && here.available() == 0;
    }

    @Override
    public boolean isReady() {
        boolean ready = ended || here.available() > 0;
        asked |= !ready;
        return ready;
    }

    @Override
    public void setReadListener(ReadListener value) {
        listener = value;
        asked = true;
    }
}
