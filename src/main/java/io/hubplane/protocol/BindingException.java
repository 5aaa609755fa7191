package io.hubplane.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/** A received value does not fit what its receiver declares. The connection that sent it stays open. */
public final class BindingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what does not fit
     * @param cause the decoder's exception
     */
    public BindingException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes an exception without a cause.
     *
     * @param message what does not fit
     */
    public BindingException(String message) {
        super(message);
    }

    /**
     * The number of arguments differs.
     *
     * @param provided how many were received
     * @param expected how many are declared
     * @return the exception
     */
    public static BindingException argumentCount(int provided, int expected) {
        return new BindingException(
                "Invocation provides " + provided + " argument(s) but target expects " + expected + ".");
    }

    /**
     * Why binding or writing failed, without the excerpt of the payload and the location that Jackson adds.
     *
     * @param failure what was thrown
     * @return the reason
     */
    public static @Nullable String reason(Exception failure) {
        return failure instanceof JsonProcessingException json ? json.getOriginalMessage() : failure.getMessage();
    }
}
