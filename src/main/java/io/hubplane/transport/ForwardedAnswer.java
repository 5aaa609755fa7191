package io.hubplane.transport;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link ForwardedRequest}.
 *
 * @param status the HTTP status
 * @param contentType the type of the body; empty for an answer without a body
 * @param body the body; not to be changed
 * @param ended to be told once what became of the answer, by whoever writes it; null if nobody waits for that
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
     * An answer of which nobody has to know what becomes.
     *
     * @param status the HTTP status
     * @param contentType the type of the body; empty for an answer without a body
     * @param body the body; not to be changed
     */
    public ForwardedAnswer(int status, String contentType, byte[] body) {
        this(status, contentType, body, null);
    }

    /**
     * Tells what became of the answer, if somebody waits for that.
     *
     * @param outcome what became of it
     */
    public void end(AnswerOutcome outcome) {
        if (ended != null) {
            ended.accept(outcome);
        }
    }
}
