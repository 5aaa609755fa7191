package io.hubplane.concurrent;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Tells failures of user code from those of the virtual machine, and what failed from what carried it here. */
public final class Failures {
    private Failures() {}

    /**
     * Whether the virtual machine is broken or out of memory; a stack overflow has passed when it is caught.
     *
     * @param failure what was caught
     * @return true if it must not be swallowed
     */
    public static boolean isFatal(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }

    /**
     * Throws what must not be swallowed.
     *
     * @param failure what was caught
     */
    public static void rethrowFatal(Throwable failure) {
        if (isFatal(failure)) {
            throw (VirtualMachineError) failure;
        }
    }

    /**
     * What a stage failed with, without the wrappers stages put around it.
     *
     * @param failure what the stage gave
     * @return what it was completed with
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
