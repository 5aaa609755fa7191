package io.hubplane.transport.http.answer;

import io.hubplane.concurrent.SerialLoop;
import io.hubplane.transport.Transport.Completion;
import io.hubplane.transport.TransportException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A response that continues after its servlet has returned. No thread ever waits for it (Jakarta Servlet,
 * <em>Asynchronous processing</em> and <em>Non-blocking IO</em>).
 *
 * <p>Life cycle: made, {@link #start}, any number of writes, one {@link #finish}. The end is reported once, whatever
 * causes it. Safe for any thread. One thread at a time does the work of all callers, and calls the container without
 * holding a lock: containers call back on any thread, some while they hold a lock of their own, and some within the
 * call that we make (Payara, WildFly).
 */
public final class NonBlockingResponse implements WriteListener, AsyncListener {
    private static final Logger LOGGER = System.getLogger(NonBlockingResponse.class.getName());

    /** Payara first accepts all bytes, and only then checks whether that is too much for a peer that does not read. */
    private static final int MOST_AT_ONCE = 64 * 1024;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Executor breaking;
    private final Consumer<@Nullable Throwable> ended;
    private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final SerialLoop loop = new SerialLoop(this::work);
    private volatile boolean writable;
    private volatile boolean begun;
    private volatile boolean finishing;
    private volatile boolean over;
    private volatile boolean completed;

    // Only the working thread uses the fields below.
    /** Completions that are due when the container has taken the bytes. */
    private final Queue<Completion> written = new ArrayDeque<>();

    /** How much of the first piece has been written, in bytes. */
    private int offset;

    private boolean unflushed;

    /**
     * Makes a response.
     *
     * @param context the context, without a timeout
     * @param out the stream, without a listener
     * @param breaking runs the completion of the context when the response is broken
     * @param ended called once at the end, with what broke the response, or null if it was finished
     */
    public NonBlockingResponse(
            AsyncContext context, ServletOutputStream out, Executor breaking, Consumer<@Nullable Throwable> ended) {
        this.context = context;
        this.out = out;
        this.breaking = breaking;
        this.ended = ended;
    }

    /** Begins; the servlet calls it. */
    public void start() {
        context.addListener(this);
        out.setWriteListener(this);
    }

    /**
     * Writes and flushes.
     *
     * @param bytes the bytes; must not be changed
     * @param completion called once: when the container can take more, or when it is known that it never will
     */
    public void write(byte[] bytes, Completion completion) {
        pieces.add(new Piece(bytes, completion));
        loop.wake();
    }

    /** Completes the response after all earlier writes, without waiting for the peer; a second call does nothing. */
    public void finish() {
        finishing = true;
        loop.wake();
    }

    /** Ends a broken response. A second call does nothing, nor does a call after the end. */
    void fail(Throwable reason) {
        failure.compareAndSet(null, reason);
        loop.wake();
    }

    /** Whether the container has been given the whole response, or the response is broken. */
    boolean isOver() {
        return over;
    }

    /** Whether the container may have been given any bytes. */
    boolean hasBegun() {
        return begun;
    }

    private boolean work() {
        try {
            advance();
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
            advanceToEnd(false);
        }
        return false;
    }

    private void advance() throws IOException {
        boolean through = false;
        while (!through && writable && !over && failure.get() == null) {
            boolean last = finishing; // read before the pieces: a caller writes before it finishes
            Piece next = pieces.peek();
            if (next != null) {
                if (!out.isReady()) {
                    return; // the container calls when it is ready
                }
                int length = Math.min(next.bytes().length - offset, MOST_AT_ONCE);
                int from = offset;
                offset += length;
                if (offset == next.bytes().length) {
                    pieces.remove();
                    offset = 0;
                    written.add(next.completion());
                }
                unflushed = true;
                begun = true;
                out.write(next.bytes(), from, length);
            } else if (last) {
                through = true;
            } else if (unflushed) {
                if (!out.isReady()) {
                    return;
                }
                unflushed = false;
                out.flush();
            } else if (!written.isEmpty()) {
                if (!out.isReady()) {
                    return;
                }
                written.remove().completed(null);
            } else {
                return;
            }
        }
        advanceToEnd(through);
    }

    private void advanceToEnd(boolean through) {
        Throwable reason = failure.get();
        if (!over && (reason != null || through)) {
            over = true;
            if (reason == null) {
                complete();
            } else {
                breaking.execute(this::complete);
            }
            drop(reason);
            ended.accept(reason);
        } else if (over) {
            drop(reason);
        }
    }

    private void complete() {
        if (completed) {
            return; // the context may already serve another request
        }
        try {
            context.complete();
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "The container has already completed the response", e);
        }
    }

    private void drop(@Nullable Throwable reason) {
        // All pieces of a finished response were written, so their completions succeed.
        written.forEach(completion -> completion.completed(reason));
        written.clear();
        for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            piece.completion().completed(reason == null ? new TransportException("The response is over") : reason);
        }
    }

    @Override
    public void onWritePossible() {
        writable = true;
        loop.wake();
    }

    @Override
    public void onError(Throwable reason) {
        fail(reason);
    }

    @Override
    public void onError(AsyncEvent event) {
        Throwable reason = event.getThrowable();
        fail(reason == null ? new TransportException("The container aborted the response") : reason);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        completed = true;
        if (!over) {
            fail(new TransportException("The container ended the response"));
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        fail(new TransportException("The container ended the response because of a timeout"));
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nothing dispatches this request.
    }

    /** Bytes that are to be written. */
    @SuppressWarnings("ArrayRecordComponent") // carried as it is; never compared
    private record Piece(byte[] bytes, Completion completion) {}
}
