package io.hubplane.transport;

import java.util.Objects;

/**
 * The answer to a {@link RelayedRequest}.
 *
 * @param status the HTTP status
 * @param contentType the type of the body; empty for an answer without a body
 * @param body the body; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // carried as it is; never compared
public record RelayedAnswer(int status, String contentType, byte[] body) {
    public RelayedAnswer {
        Objects.requireNonNull(contentType);
        Objects.requireNonNull(body);
    }
}
