package io.hubplane.dispatch;

import io.hubplane.concurrent.RunAs;
import java.util.function.Consumer;

/**
 * Prepares the threads that read connections, which are the server's, for short calls of one hub: they have the hub's class loader
 * and act as nobody until a call says otherwise. Safe for any thread.
 */
final class ReadingThreads implements Consumer<Runnable> {
    private final RunAs nobody;
    private final ClassLoader loader;

    ReadingThreads(RunAs nobody, Class<?> hubClass) {
        this.nobody = nobody;
        this.loader = hubClass.getClassLoader();
    }

    @Override
    public void accept(Runnable calls) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            nobody.run(calls);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
