package io.hubplane.transport.http;

import io.hubplane.transport.http.answer.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The destination of a POST. It is found before the body is read. One thread at a time brings the body: any number of
 * {@link #coming}, then {@link #whole} or {@link #lost}.
 */
@FunctionalInterface
interface PostTarget {
    /** The target of a POST that is refused, whatever its body. */
    static PostTarget refusing(Answer answer) {
        return new PostTarget() {
            @Override
            public Answer refusal() {
                return answer;
            }

            @Override
            public CompletableFuture<Answer> whole(byte[] body) {
                return CompletableFuture.completedFuture(answer);
            }
        };
    }

    /** The same target, with a function that changes its answers. */
    default PostTarget answering(UnaryOperator<Answer> change) {
        PostTarget target = this;
        return new PostTarget() {
            @Override
            public @Nullable Answer refusal() {
                Answer answer = target.refusal();
                return answer == null ? null : change.apply(answer);
            }

            @Override
            public void coming() {
                target.coming();
            }

            @Override
            public CompletableFuture<Answer> whole(byte[] body) {
                return target.whole(body).thenApply(change);
            }

            @Override
            public void lost() {
                target.lost();
            }
        };
    }

    /** The answer to a POST that is refused whatever its body; null if the body is to be read. */
    default @Nullable Answer refusal() {
        return null;
    }

    /** More of the body has come. */
    default void coming() {}

    /**
     * The body is complete. Does not block.
     *
     * @param body the body; must not be changed any more
     * @return completed with the answer when the body has been taken
     */
    CompletableFuture<Answer> whole(byte[] body);

    /** The body will not be complete. */
    default void lost() {}
}
