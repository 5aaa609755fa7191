package io.hubplane.transport.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The body of a POST that is still arriving. No thread waits for it (Jakarta Servlet, <em>Non-blocking IO</em>): the
 * container calls when there is more to read, on one thread at a time. The end comes once, on any thread: the body is
 * complete, broken, too long or too late, or the request has ended.
 */
final class PostBody implements ReadListener, Posts.Coming {
    private static final Logger LOGGER = System.getLogger(PostBody.class.getName());

    /** The memory that is taken before any byte has come, at most, in bytes, whatever length a client promises. */
    private static final int FIRST_PORTION = 16 * 1024;

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final byte[] NOTHING = {};

    private final HubPosts hub;
    private final PostTarget target;
    private final String address;
    private final ServletInputStream in;
    private final HttpServletResponse response;
    private final CompletableFuture<Answer> answer;
    private final long begun;
    /** Replaced only under the lock. */
    private volatile byte[] bytes = NOTHING;
    /** Written only by the reading thread. */
    private volatile int length;

    private volatile boolean over;

    /**
     * Makes a body that has not begun to arrive.
     *
     * @param answer this completes it with the answer; to be cancelled if the request ends first
     */
    PostBody(
            HubPosts hub,
            PostTarget target,
            String address,
            ServletInputStream in,
            HttpServletResponse response,
            CompletableFuture<Answer> answer) {
        this.hub = hub;
        this.target = target;
        this.address = address;
        this.in = in;
        this.response = response;
        this.answer = answer;
        this.begun = hub.posts().now();
    }

    /**
     * Begins to read. The servlet calls it when the request is asynchronous.
     *
     * @param expected the length that the client announces, in bytes; negative if it announces none
     */
    void start(long expected) {
        CompletionStage<Answer> stage = answer;
        stage.whenComplete((given, canceled) -> {
            if (canceled != null && end()) {
                target.lost();
            }
            letGo();
        });
        if (makeRoom(expected < 0 ? FIRST_PORTION : (int) Math.min(expected, FIRST_PORTION))) {
            in.setReadListener(this);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!over && in.isReady() && !in.isFinished()) {
            byte[] into = bytes;
            int before = length;
            if (before >= into.length) {
                if (!grow()) {
                    return;
                }
                continue;
            }
            int read = in.read(into, before, into.length - before);
            if (read < 0) {
                break;
            }
            length = before + read;
            if (length > hub.options().maximumSize()) {
                refuse(hub.tooLong());
            }
        }
        if (!over) {
            target.coming();
        }
    }

    private boolean grow() {
        // One byte more than allowed is enough to see that the body is too long.
        long most = Math.min(hub.options().maximumSize() + 1L, LONGEST_ARRAY);
        return makeRoom((int) Math.min(Math.max(FIRST_PORTION, 2L * bytes.length), most));
    }

    private boolean makeRoom(int capacity) {
        synchronized (this) {
            if (over) {
                return false;
            }
            if (hub.posts().hold(capacity - bytes.length)) {
                bytes = Arrays.copyOf(bytes, capacity);
                return true;
            }
        }
        refuse(PostAnswers.noMemory());
        return false;
    }

    private synchronized void letGo() {
        hub.posts().letGo(bytes.length);
        bytes = NOTHING;
    }

    @Override
    public void onAllDataRead() {
        if (!end()) {
            return;
        }
        CompletionStage<Answer> taken = target.whole(Arrays.copyOf(bytes, length));
        taken.whenComplete((given, failure) -> answer.complete(given == null ? PostAnswers.failed() : given));
    }

    @Override
    public void onError(Throwable failure) {
        if (end()) {
            LOGGER.log(Level.DEBUG, "A client disconnected while it sent the body of a POST", failure);
            target.lost();
            answer.complete(PostAnswers.broken());
        }
    }

    @Override
    public void expire(long now) {
        if (!over && hub.options().isLate(now - begun, length)) {
            refuse(hub.tooSlow());
        }
    }

    private void refuse(Answer refusal) {
        if (end()) {
            UnreadBody.breakOff(in, response, () -> {
                answer.complete(refusal);
                target.lost();
            });
        }
    }

    /** Ends the body; true only for the first caller. */
    private boolean end() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
        }
        hub.posts().end(this, address);
        return true;
    }
}
