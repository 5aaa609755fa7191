package io.hubplane.transport;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link ForwardedRequest}.
 *
 * @param status the HTTP status
 * @param contentType the type of the body; empty for an answer without a body
 * @param body the body; must not be changed
 * @param ended the writer of the answer calls it once with the outcome; null if nobody needs to know it
 */
@SuppressWarnings("ArrayRecordComponent") // carried as it is; never compared
public record ForwardedAnswer(
        int status,
        String contentType,
        byte[] body,
        @Nullable Consumer<AnswerOutcome> ended) {
    public ForwardedAnswer {
        Objects.requireNonNull(contentType);
        Objects.requireNonNull(body);
    }

    /**
     * An answer whose outcome nobody needs to know.
     *
     * @param status the HTTP status
     * @param contentType the type of the body; empty for an answer without a body
     * @param body the body; must not be changed
     */
    public ForwardedAnswer(int status, String contentType, byte[] body) {
        this(status, contentType, body, null);
    }

    /**
     * Tells the listener, if there is one, the outcome of the answer.
     *
     * @param outcome the outcome
     */
    public void end(AnswerOutcome outcome) {
        if (ended != null) {
            ended.accept(outcome);
        }
    }
}
