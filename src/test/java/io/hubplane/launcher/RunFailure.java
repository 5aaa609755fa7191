package io.hubplane.launcher;

/** Something keeps the chat from running; the message says what, and what to do about it, in one line. */
final class RunFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    RunFailure(String message) {
        super(message);
    }
}
