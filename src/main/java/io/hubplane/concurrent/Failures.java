package io.hubplane.concurrent;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Separates failures of user code from those of the virtual machine, and failures from the wrappers around them. */
public final class Failures {
    private Failures() {}

    /**
     * Whether the virtual machine is broken or out of memory. A stack overflow does not count: it is over when it is
     * caught.
     *
     * @param failure what was caught
     * @return true if it must not be swallowed
     */
    public static boolean isFatal(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }

    /**
     * Throws a failure that must not be swallowed.
     *
     * @param failure what was caught
     */
    public static void rethrowFatal(Throwable failure) {
        if (isFatal(failure)) {
            throw (VirtualMachineError) failure;
        }
    }

    /**
     * What a stage failed with, without the wrappers that stages put around it.
     *
     * @param failure the failure as the stage reports it
     * @return the failure that it was completed with
     */
    public static Throwable unwrap(Throwable failure) {
        Throwable inner = failure;
        while (inner instanceof CompletionException || inner instanceof ExecutionException) {
            Throwable cause = inner.getCause();
            if (cause == null) {
                break;
            }
            inner = cause;
        }
        return inner;
    }
}
