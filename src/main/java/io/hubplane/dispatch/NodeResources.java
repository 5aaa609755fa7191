package io.hubplane.dispatch;

import io.hubplane.connection.ReadThrottle;
import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What all hubs of a node share.
 *
 * @param name the node's name, visible to applications
 * @param executor runs the hubs' methods, never on the calling thread
 * @param readThrottle limits how many reading threads are held back
 * @param scope knows the call that runs on a thread
 * @param identities shows the caller to other beans
 * @param observer is told about each call
 * @param log logs problems that clients cause
 * @param clock the time in nanoseconds, from any origin
 */
public record NodeResources(
        String name,
        Executor executor,
        ReadThrottle readThrottle,
        CallScope scope,
        CallerIdentities identities,
        HubObserver observer,
        ClientLog log,
        LongSupplier clock) {
    public NodeResources {
        Objects.requireNonNull(name);
        Objects.requireNonNull(executor);
        Objects.requireNonNull(readThrottle);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(identities);
        Objects.requireNonNull(observer);
        Objects.requireNonNull(log);
        Objects.requireNonNull(clock);
    }
}
