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
 * The body of a POST on its way, which no thread waits for (Jakarta Servlet, <em>Non-blocking IO</em>): the container
 * calls when more of it is there, by one thread at a time. Its end may come on any thread, once: whole, broken, too long,
 * too late, or with its request.
 */
final class PostBody implements ReadListener {
    private static final Logger LOGGER = System.getLogger(PostBody.class.getName());

    /** What is taken up at once at the most before anything has come, in bytes, whatever length a client promises. */
    private static final int FIRST_PORTION = 16 * 1024;

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final byte[] NOTHING = {};

    private final PostIntake intake;
    private final PostTarget target;
    private final String address;
    private final ServletInputStream in;
    private final HttpServletResponse response;
    private final CompletableFuture<Answer> answer;
    private final long begun;
    /** Replaced under the lock only. */
    private volatile byte[] bytes = NOTHING;
    /** Written by the thread that reads. */
    private volatile int length;

    private volatile boolean over;

    /**
     * Makes a body that has not begun to come.
     *
     * @param answer completed with the answer; to be cancelled if the request ends before
     */
    PostBody(
            PostIntake intake,
            PostTarget target,
            String address,
            ServletInputStream in,
            HttpServletResponse response,
            CompletableFuture<Answer> answer) {
        this.intake = intake;
        this.target = target;
        this.address = address;
        this.in = in;
        this.response = response;
        this.answer = answer;
        this.begun = intake.posts().now();
    }

    /**
     * Begins to read; to be called by the servlet, when the request is asynchronous.
     *
     * @param expected how long the client says that the body is, in bytes; negative if it does not say
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
            if (length > intake.options().maximumSize()) {
                refuse(intake.tooLong());
            }
        }
        if (!over) {
            target.coming();
        }
    }

    private boolean grow() {
        // One byte more than allowed shows that there is more than allowed.
        long most = Math.min(intake.options().maximumSize() + 1L, LONGEST_ARRAY);
        return makeRoom((int) Math.min(Math.max(FIRST_PORTION, 2L * bytes.length), most));
    }

    private boolean makeRoom(int capacity) {
        synchronized (this) {
            if (over) {
                return false;
            }
            if (intake.posts().hold(capacity - bytes.length)) {
                bytes = Arrays.copyOf(bytes, capacity);
                return true;
            }
        }
        refuse(PostAnswers.noMemory());
        return false;
    }

    private synchronized void letGo() {
        intake.posts().letGo(bytes.length);
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
            LOGGER.log(Level.DEBUG, "A client broke off while it sent the body of a POST", failure);
            target.lost();
            answer.complete(PostAnswers.broken());
        }
    }

    /** Ends a body that is late. */
    void expire(long now) {
        if (!over && intake.options().isLate(now - begun, length)) {
            refuse(intake.tooSlow());
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

    /** True for whoever comes first. */
    private boolean end() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
        }
        intake.posts().end(this, address);
        return true;
    }
}
