package io.hubplane.cdi;

import io.hubplane.cdi.security.ContainerIdentities;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Makes threads by the container's default {@code ManagedThreadFactory} (Jakarta Concurrency,
 * <em>ManagedThreadFactory</em>), so that they see the application's class loader and naming context.
 */
final class ContainerThreadFactory {
    private static final Logger LOGGER = System.getLogger(ContainerThreadFactory.class.getName());
    private static final String THREADS = "java:comp/DefaultManagedThreadFactory";
    private static final String CONTEXTS = "java:comp/DefaultContextService";

    private ContainerThreadFactory() {}

    /** A factory for threads with names that begin so, safe for any thread; made by a thread of the application. */
    static ThreadFactory named(String prefix) {
        return named(prefix, container(), ContainerIdentities.find()::asNobody);
    }

    /** As above, with another factory to make the threads; {@code asNobody} has a task run as nobody. */
    static ThreadFactory named(String prefix, ThreadFactory container, UnaryOperator<Runnable> asNobody) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            // Payara 6: a thread inherits the identity of the thread that makes it, which may be serving a user's
            // request.
            Thread thread = container.newThread(asNobody.apply(task));
            thread.setName(prefix + count.incrementAndGet());
            return thread;
        };
    }

    @SuppressWarnings("BanJNDI") // a constant name, and the only way in the specification for a class without injection
    private static ThreadFactory container() {
        try {
            InitialContext names = new InitialContext();
            ThreadFactory threads = (ManagedThreadFactory) names.lookup(THREADS);
            // WildFly 39: a thread has the context of the thread that makes it, and a server thread has none.
            return ((ContextService) names.lookup(CONTEXTS)).createContextualProxy(threads, ThreadFactory.class);
        } catch (NamingException | LinkageError e) {
            LOGGER.log(Level.DEBUG, "There is no " + THREADS + "; threads are created without the container", e);
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
