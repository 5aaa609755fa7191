package io.hubplane.launcher;

/** The chat cannot run; the message says why, and what to do about it, in one line. */
final class RunFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    RunFailure(String message) {
        super(message);
    }
}
