package io.hubplane.connection.shutdown;

import io.hubplane.connection.HubConnections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shuts down the hubs of a node together. First no new connections are accepted. After a delay the existing
 * clients are asked to go, one after another: with stateful reconnect another node goes on with the connection, the
 * others are told that they may reconnect. Then their last messages have some time to leave. Used once, by one
 * thread, which it blocks. An interrupt of that thread ends all waiting.
 */
public final class NodeShutdown {
    /**
     * How long clients that were asked to go may take to come to another node, which official clients do at once. Only
     * connections with stateful reconnect are awaited.
     */
    private static final Duration HANDOVERS = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final ShutdownOptions options;
    private final LongSupplier ticker;
    private final Pause pause;

    /** Pauses the thread. */
    @FunctionalInterface
    interface Pause {
        void nanos(long time) throws InterruptedException;
    }

    /**
     * Prepares the shutdown of a node.
     *
     * @param options the delay and the spread
     * @param ticker the time in nanoseconds, from any origin
     */
    public NodeShutdown(ShutdownOptions options, LongSupplier ticker) {
        this(options, ticker, TimeUnit.NANOSECONDS::sleep);
    }

    NodeShutdown(ShutdownOptions options, LongSupplier ticker, Pause pause) {
        this.options = options;
        this.ticker = ticker;
        this.pause = pause;
    }

    /**
     * Ends all connections. Returns when their transports have closed, but at most 5 seconds after the times in the
     * options.
     *
     * @param hubs the connections of all hubs
     */
    public void run(Collection<HubConnections> hubs) {
        hubs.forEach(HubConnections::takeNoMore);
        try {
            pause.nanos(options.delay().toNanos());
            closeOneByOne(hubs);
            awaitHandovers(hubs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hubs.forEach(HubConnections::closeAll);
        long deadline = ticker.getAsLong() + HubConnections.CLOSE_TIMEOUT.toNanos();
        hubs.forEach(hub -> hub.awaitClosed(Duration.ofNanos(Math.max(0, deadline - ticker.getAsLong()))));
        hubs.forEach(HubConnections::end);
    }

    /** Closes in random order, at equal intervals that vary a little. */
    private void closeOneByOne(Collection<HubConnections> hubs) throws InterruptedException {
        long spread = options.spread().toNanos();
        List<Runnable> closings = new ArrayList<>();
        hubs.forEach(hub -> closings.addAll(hub.closings()));
        if (spread == 0) {
            closings.forEach(Runnable::run);
            return;
        }
        Collections.shuffle(closings);
        long begin = ticker.getAsLong();
        double distance = (double) spread / closings.size();
        for (int i = 0; i < closings.size(); i++) {
            long due =
                    begin + (long) (distance * (i + ThreadLocalRandom.current().nextDouble()));
            pause.nanos(Math.max(0, due - ticker.getAsLong()));
            closings.get(i).run();
        }
    }

    /** Waits for a limited time until other nodes have the connections whose clients have gone there. */
    private void awaitHandovers(Collection<HubConnections> hubs) throws InterruptedException {
        long begin = ticker.getAsLong();
        while (hubs.stream().anyMatch(HubConnections::awaitsHandovers)
                && ticker.getAsLong() - begin < HANDOVERS.toNanos()) {
            pause.nanos(LOOK.toNanos());
        }
    }
}
