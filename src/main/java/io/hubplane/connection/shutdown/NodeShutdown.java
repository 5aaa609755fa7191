package io.hubplane.connection.shutdown;

import io.hubplane.connection.HubConnection;
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
     * How long clients that were asked to go may take until the next one has come to another node, which official clients
     * do at once. Only connections with stateful reconnect are awaited.
     */
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    /** How long all of them may take after the times in the options. */
    private static final Duration HANDOVERS = Duration.ofSeconds(20);

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
     * options, or 25 if there are clients with stateful reconnect.
     *
     * @param hubs the connections of all hubs
     */
    public void run(Collection<HubConnections> hubs) {
        DepartureWindow window = new DepartureWindow(ticker);
        hubs.forEach(hub -> hub.takeNoMore(window::look));
        try {
            pause.nanos(options.delay().toNanos());
            closeOneByOne(hubs, window);
            awaitHandovers(hubs, window);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hubs.forEach(HubConnections::closeAll);
        long deadline = ticker.getAsLong() + HubConnections.CLOSE_TIMEOUT.toNanos();
        hubs.forEach(hub -> hub.awaitClosed(Duration.ofNanos(Math.max(0, deadline - ticker.getAsLong()))));
        hubs.forEach(HubConnections::end);
    }

    /** Asks in random order, at equal intervals that vary a little. */
    private void closeOneByOne(Collection<HubConnections> hubs, DepartureWindow window) throws InterruptedException {
        long spread = options.spread().toNanos();
        List<HubConnection> connections = new ArrayList<>();
        hubs.forEach(hub -> connections.addAll(hub.present()));
        if (spread == 0) {
            connections.forEach(window::ask);
            return;
        }
        Collections.shuffle(connections);
        long begin = ticker.getAsLong();
        double distance = (double) spread / connections.size();
        for (int i = 0; i < connections.size(); i++) {
            long due =
                    begin + (long) (distance * (i + ThreadLocalRandom.current().nextDouble()));
            pause.nanos(Math.max(0, due - ticker.getAsLong()));
            window.ask(connections.get(i));
        }
    }

    /** Waits until other nodes have the connections whose clients have gone there, as long as one comes after another. */
    private void awaitHandovers(Collection<HubConnections> hubs, DepartureWindow window) throws InterruptedException {
        long begin = ticker.getAsLong();
        long lastGone = begin;
        int left = present(hubs);
        while ((!window.isEmpty() || hubs.stream().anyMatch(HubConnections::awaitsHandovers))
                && ticker.getAsLong() - lastGone < HANDOVER.toNanos()
                && ticker.getAsLong() - begin < HANDOVERS.toNanos()) {
            pause.nanos(LOOK.toNanos());
            window.look();
            int now = present(hubs);
            if (now < left) {
                left = now;
                lastGone = ticker.getAsLong();
            }
        }
    }

    private static int present(Collection<HubConnections> hubs) {
        return hubs.stream().mapToInt(hub -> hub.present().size()).sum();
    }
}
