package io.hubplane.cdi.security;

import io.hubplane.concurrent.RunAs;
import io.hubplane.connection.Sender;
import io.hubplane.dispatch.CallerIdentities;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The callers of hubs as the server's security knows them, if the server lets an application take them from the thread
 * of a request to that of a call. Safe for any thread.
 */
public final class ContainerIdentities implements CallerIdentities {
    private static final Logger LOGGER = System.getLogger(ContainerIdentities.class.getName());

    private final @Nullable ServerSecurity security;
    private final RunAs nobody;
    /** Whether an authenticated user has connected: before that, threads act as nobody without any work. */
    private volatile boolean known;

    private ContainerIdentities(@Nullable ServerSecurity security) {
        this.security = security;
        this.nobody = security == null ? RunAs.UNCHANGED : new ServerRunAs(security, null);
    }

    /** Those of this server. Called by a thread that belongs to the application. */
    public static ContainerIdentities find() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (Product product : Product.values()) {
            try {
                ServerSecurity found = product.open(loader);
                LOGGER.log(Level.DEBUG, "Other beans see the callers of hubs through the security of {0}", product);
                return new ContainerIdentities(found);
            } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
                LOGGER.log(Level.TRACE, "The server does not have the security of " + product, e);
            }
        }
        return through(null);
    }

    /** Those of a server product, or of none. */
    static ContainerIdentities through(@Nullable ServerSecurity security) {
        return new ContainerIdentities(security);
    }

    /**
     * The server's identity of the sender of the request that the current thread serves.
     *
     * @param principal the sender according to the server
     * @param roles the sender's known roles, for a server that does not know them on the thread of the call
     * @return a server-specific object, or null if the server has none
     */
    @Nullable
    Object ofRequest(Principal principal, Set<String> roles) {
        if (security == null) {
            return null;
        }
        Object current = security.current();
        known = true;
        // A component between the server and us may have authenticated the sender without the server.
        return current != null && security.name(current).equals(principal.getName())
                ? current
                : security.of(principal, roles);
    }

    /**
     * The server's identity for a user that the server need not know.
     *
     * @param principal the user
     * @param roles their roles
     * @return a server-specific object, or null if the server has none
     */
    @Nullable
    Object of(Principal principal, Set<String> roles) {
        if (security == null) {
            return null;
        }
        known = true;
        return security.of(principal, roles);
    }

    @Override
    public RunAs of(Sender sender) {
        Principal principal = sender.principal().orElse(null);
        if (security == null || principal == null) {
            return nobody;
        }
        known = true;
        return new ServerRunAs(
                security, sender.containerIdentity().orElseGet(() -> security.of(principal, sender.roles())));
    }

    @Override
    public RunAs nobody() {
        return nobody;
    }

    /**
     * A task for a thread that is made while a request is served, and that must not inherit the identity of its sender.
     */
    public Runnable asNobody(Runnable task) {
        return () -> nobody.call(() -> {
            task.run();
            return true;
        });
    }

    private enum Product {
        PAYARA {
            @Override
            ServerSecurity open(ClassLoader loader) throws ReflectiveOperationException {
                return new PayaraSecurity(loader);
            }
        },
        ELYTRON {
            @Override
            ServerSecurity open(ClassLoader loader) throws ReflectiveOperationException {
                return new ElytronSecurity(loader);
            }
        };

        abstract ServerSecurity open(ClassLoader loader) throws ReflectiveOperationException;
    }

    private final class ServerRunAs implements RunAs {
        private final ServerSecurity server;
        private final @Nullable Object identity;

        ServerRunAs(ServerSecurity server, @Nullable Object identity) {
            this.server = server;
            this.identity = identity;
        }

        @Override
        public boolean matters() {
            return known;
        }

        @Override
        public <T> T call(Supplier<T> action) {
            return server.call(identity, action);
        }
    }
}
