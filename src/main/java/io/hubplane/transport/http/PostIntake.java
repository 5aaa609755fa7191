package io.hubplane.transport.http;

import io.hubplane.transport.http.answer.Answer;
import io.hubplane.transport.http.answer.AsyncAnswer;
import io.hubplane.transport.http.answer.UnreadBody;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes the POSTs to a hub. No thread waits for a client: a body that has arrived is read at once, any other is read as
 * it arrives. A POST that is refused is refused before a byte of its body is read. Safe for any thread.
 */
final class PostIntake {
    private final HubPosts hub;

    PostIntake(HubPosts hub) {
        this.hub = hub;
    }

    /**
     * Takes a POST and answers it, now or later.
     *
     * @param target receives the body
     * @param address the client's address
     */
    void take(PostTarget target, String address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answer refusal = target.refusal();
        long length = request.getContentLengthLong();
        ServletInputStream in = request.getInputStream();
        // The call is worth it: most bodies arrive together with their head.
        boolean here = length >= 0 && in.available() >= length;
        if (refusal == null && length > hub.options().maximumSize()) {
            target.lost();
            refusal = hub.tooLong();
        }
        if (refusal != null) {
            UnreadBody.breakOff(request, response);
            refusal.writeTo(response);
        } else if (here) {
            AsyncAnswer.send(read(target, in, (int) length), request, response);
        } else {
            readAsItComes(target, address, in, length, request, response);
        }
    }

    private CompletableFuture<Answer> read(PostTarget target, ServletInputStream in, int length) throws IOException {
        if (!hub.posts().hold(length)) {
            target.lost();
            return CompletableFuture.completedFuture(PostAnswers.noMemory());
        }
        boolean read = false;
        try {
            byte[] body = in.readNBytes(length);
            read = body.length == length;
            if (read) {
                CompletableFuture<Answer> answer = target.whole(body);
                CompletionStage<Answer> stage = answer;
                stage.whenComplete((given, canceled) -> hub.posts().letGo(length));
                return answer;
            }
        } finally {
            if (!read) {
                hub.posts().letGo(length);
                target.lost();
            }
        }
        return CompletableFuture.completedFuture(PostAnswers.broken());
    }

    private void readAsItComes(
            PostTarget target,
            String address,
            ServletInputStream in,
            long length,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        PostBody body = new PostBody(hub, target, address, in, response, answer);
        Answer refusal = hub.posts().begin(body, address);
        if (refusal != null) {
            target.lost();
            UnreadBody.breakOff(request, response);
            refusal.writeTo(response);
            return;
        }
        boolean begun = false;
        try {
            AsyncAnswer.send(answer, request, response);
            body.start(length);
            begun = true;
        } finally {
            if (!begun) {
                body.onError(new IOException("The container does not allow non-blocking reading of a body"));
            }
        }
    }
}
