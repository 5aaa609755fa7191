package io.hubplane.connection.shutdown;

import io.hubplane.connection.Heartbeat;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubConnections;
import io.hubplane.observe.HubObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Empties the hubs of a running node. From its beginning no new connections are made. With each heartbeat some clients
 * are asked to go, in random order and in numbers that vary, so that they spread over time; who came in the meantime is
 * asked as well. When the time is over, the connections that are left are ended.
 *
 * <p>Safe for any thread; the heartbeat does the work, and no thread waits.
 */
public final class Drain {
    private static final Logger LOGGER = System.getLogger(Drain.class.getName());
    private static final double BEAT = TimeUnit.SECONDS.toNanos(1);

    private final DrainOptions options;
    private final Heartbeat heartbeat;
    private final HubObserver observer;
    private final Collection<HubConnections> hubs;
    private final LongConsumer beat = this::beat;
    private final DepartureWindow window;
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    /** Who was asked to go and is still here; used only by the heartbeat. */
    private final Set<HubConnection> asked = new HashSet<>();

    private long began;
    private volatile boolean begun;

    /**
     * Prepares to drain a node.
     *
     * @param options the spread and the timeout
     * @param heartbeat the node's clock
     * @param observer is told how it goes on; must not throw
     * @param hubs the connections of all hubs
     */
    public Drain(DrainOptions options, Heartbeat heartbeat, HubObserver observer, Collection<HubConnections> hubs) {
        this.options = options;
        this.heartbeat = heartbeat;
        this.observer = observer;
        this.hubs = List.copyOf(hubs);
        this.window = new DepartureWindow(heartbeat.ticker());
    }

    /**
     * Begins, unless it has begun.
     *
     * @return always the same stage; completed when no connection is left
     */
    public CompletionStage<Void> begin() {
        synchronized (this) {
            if (begun) {
                return empty.minimalCompletionStage();
            }
            began = heartbeat.ticker().getAsLong();
            begun = true;
        }
        LOGGER.log(Level.INFO, "The node is drained: it takes no new connections, and asks its clients to go");
        hubs.forEach(hub -> hub.takeNoMore(window::look));
        heartbeat.add(beat);
        return empty.minimalCompletionStage();
    }

    /** Whether it has begun. */
    public boolean hasBegun() {
        return begun;
    }

    private void beat(long now) {
        List<HubConnection> here = new ArrayList<>();
        hubs.forEach(hub -> here.addAll(hub.present()));
        observer.nodeDraining(here.size());
        if (here.isEmpty()) {
            heartbeat.remove(beat);
            LOGGER.log(Level.INFO, "The node is drained: no connection is left");
            empty.complete(null);
        } else if (now - began >= options.timeout().toNanos()) {
            here.forEach(HubConnection::goAway);
        } else {
            ask(here, now);
        }
    }

    private void ask(List<HubConnection> here, long now) {
        asked.retainAll(here);
        here.removeAll(asked);
        Collections.shuffle(here);
        List<HubConnection> next = here.subList(0, share(here.size(), now));
        asked.addAll(next);
        next.forEach(window::ask);
        window.look();
    }

    /** How many of those that were not asked are asked now: their part of the remaining time, more or less. */
    private int share(int left, long now) {
        double time = options.spread().toNanos() - (now - began);
        if (time < BEAT) {
            return left;
        }
        double jitter = 0.5 + ThreadLocalRandom.current().nextDouble();
        return (int) Math.min(left, Math.ceil(left * BEAT / time * jitter));
    }
}
