package io.hubplane.transport.http;

import io.hubplane.transport.http.answer.Answer;
import io.hubplane.transport.http.answer.UnreadBody;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The body of a POST that is still arriving. No thread waits for it (Jakarta Servlet, <em>Non-blocking IO</em>): the
 * container calls when there is more to read, on one thread at a time. The end comes once, on any thread: the body is
 * complete, broken, too long or too late, or the request has ended.
 */
final class PostBody implements ReadListener, Posts.Coming {
    private static final Logger LOGGER = System.getLogger(PostBody.class.getName());

    private final HubPosts hub;
    private final PostTarget target;
    private final String address;
    private final ServletInputStream in;
    private final HttpServletResponse response;
    private final CompletableFuture<Answer> answer;
    private final long begun;
    private final BodyBuffer body;
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
        this.body = new BodyBuffer(hub.posts(), hub.options().maximumSize());
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
            body.letGo();
        });
        if (body.begin(expected)) {
            in.setReadListener(this);
        } else {
            refuse(PostAnswers.noMemory());
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!over && in.isReady() && !in.isFinished()) {
            if (!body.hasRoom()) {
                if (!body.grow()) {
                    refuse(PostAnswers.noMemory());
                }
            } else if (body.readFrom(in) < 0) {
                break;
            } else if (body.length() > hub.options().maximumSize()) {
                refuse(hub.tooLong());
            }
        }
        if (!over) {
            target.coming();
        }
    }

    @Override
    public void onAllDataRead() {
        byte[] whole = body.bytes(); // before the end: afterwards the memory may be let go at any time
        if (!end()) {
            return;
        }
        CompletionStage<Answer> taken = target.whole(whole);
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
        if (!over && hub.options().isLate(now - begun, body.length())) {
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
