package io.hubplane.dispatch.model;

/** A client may not call a method. */
public final class UnauthorizedCallException extends SecurityException {
    private static final long serialVersionUID = 1L;

    UnauthorizedCallException() {
        super("The user may not call this method.");
    }
}
