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
 * @param name the node's name, shown to applications
 * @param executor runs the hubs' methods, on other threads than the caller's
 * @param readGate limits how many reading threads are held back
 * @param scope knows the call that runs on a thread
 * @param identities has other beans know the caller
 * @param observer hears of each call
 * @param log takes what clients bring about
 * @param clock the time in nanoseconds from some origin
 */
public record NodeResources(
        String name,
        Executor executor,
        ReadThrottle readGate,
        CallScope scope,
        CallerIdentities identities,
        HubObserver observer,
        ClientLog log,
        LongSupplier clock) {
    public NodeResources {
        Objects.requireNonNull(name);
        Objects.requireNonNull(executor);
        Objects.requireNonNull(readGate);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(identities);
        Objects.requireNonNull(observer);
        Objects.requireNonNull(log);
        Objects.requireNonNull(clock);
    }
}
