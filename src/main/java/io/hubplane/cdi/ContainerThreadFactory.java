package io.hubplane.cdi;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Makes threads by the container's default {@code ManagedThreadFactory} (Jakarta Concurrency,
 * <em>ManagedThreadFactory</em>), so that they see the application's class loader and naming context.
 */
final class ContainerThreadFactory {
    private static final Logger LOGGER = System.getLogger(ContainerThreadFactory.class.getName());
    private static final String NAME = "java:comp/DefaultManagedThreadFactory";

    private ContainerThreadFactory() {}

    /**
     * A factory for threads of one purpose. To be called by a thread that belongs to the application.
     *
     * @param prefix what the threads' names begin with
     * @return the factory, safe for any thread
     */
    static ThreadFactory named(String prefix) {
        ThreadFactory container = container();
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = container.newThread(task);
            thread.setName(prefix + count.incrementAndGet());
            return thread;
        };
    }

    @SuppressWarnings(
            "BanJNDI") // a constant name, and the only way the specification gives to a class without injection
    private static ThreadFactory container() {
        try {
            return (ManagedThreadFactory) new InitialContext().lookup(NAME);
        } catch (NamingException | LinkageError e) {
            LOGGER.log(Level.DEBUG, "No " + NAME + " here; threads are made without the container", e);
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return task -> {
                Thread thread = new Thread(task);
                thread.setContextClassLoader(loader);
                thread.setDaemon(true);
                return thread;
            };
        }
    }
}
