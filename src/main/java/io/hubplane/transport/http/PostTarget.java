package io.hubplane.transport.http;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a POST leads, found out before its body is looked at. The body is brought by one thread at a time: any number of
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

    /** The same target, its answers changed by a function. */
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

    /** The answer to a POST whose body nobody wants; null if somebody does. */
    default @Nullable Answer refusal() {
        return null;
    }

    /** More of the body has come. */
    default void coming() {}

    /**
     * The body has come. Does not block.
     *
     * @param body the body; not to be changed any more
     * @return completed with the answer when the body has been taken
     */
    CompletableFuture<Answer> whole(byte[] body);

    /** The body will not come. */
    default void lost() {}
}
