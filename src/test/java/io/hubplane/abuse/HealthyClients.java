package io.hubplane.abuse;

import static io.hubplane.abuse.HostileWebSocket.call;

import io.hubplane.abuse.Latencies.Need;
import io.hubplane.abuse.Latencies.Wait;
import io.hubplane.fixture.PollingClient;
import io.hubplane.fixture.RawConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Clients that do what ordinary clients do: connect, call, send to clients of the other node, and poll through the node
 * that they did not negotiate with. They do it at a steady pace, however slow the answers are, and a wait is counted
 * from the time at which its request was due: if a farm stops for a while, all requests that were due meanwhile count
 * as long waits. A wrong answer fails the test.
 *
 * <p>Used by one thread; at rest outside of {@link #measure}.
 */
final class HealthyClients implements AutoCloseable {
    private static final int CALLERS_PER_NODE = 2;
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(40);
    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(40);
    private static final Duration BETWEEN_SLEEPS = Duration.ofMillis(5);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(100);
    private static final Duration BETWEEN_ARRIVALS = Duration.ofMillis(200);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<RawConnection> connections = new ArrayList<>();
    private final List<Callable<List<Wait>>> loops = new ArrayList<>();
    private volatile long end;

    /** Connects some clients to each of two nodes. */
    HealthyClients(URI first, URI second) {
        addNode(first, second);
        addNode(second, first);
    }

    private void addNode(URI hub, URI other) {
        for (int i = 0; i < CALLERS_PER_NODE; i++) {
            RawConnection caller = connect(hub);
            loops.add(() -> steadily(Need.CALL, BETWEEN_CALLS, () -> echo(caller)));
        }
        Listener listener = new Listener(connect(hub), connect(other), "listener " + loops.size());
        loops.add(() -> steadily(Need.MESSAGE, BETWEEN_MESSAGES, listener::tell));
        loops.add(() -> {
            try (PollingClient client = PollingClient.open(hub, other)) { // there are no polls between measurements
                return steadily(Need.POLL, BETWEEN_POLLS, () -> echo(client));
            }
        });
        loops.add(() -> steadily(Need.ARRIVAL, BETWEEN_ARRIVALS, () -> arrive(hub)));
    }

    private RawConnection connect(URI hub) {
        RawConnection connection = RawConnection.connect(hub);
        connections.add(connection);
        return connection;
    }

    /** Runs them for a time and returns how long they waited. Blocks for that time. */
    Latencies measure(Duration time) {
        end = System.nanoTime() + time.toNanos();
        List<Wait> waits = new ArrayList<>();
        Future<List<Long>> sleeper = threads.submit(this::sleep);
        try {
            for (Future<List<Wait>> loop : threads.invokeAll(loops)) {
                waits.addAll(loop.get());
            }
            return Latencies.of(waits, sleeper.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("A healthy client was not served", e.getCause());
        }
    }

    /** Only sleeps, repeatedly, and returns how much too late it was woken each time, in nanoseconds. */
    private List<Long> sleep() throws InterruptedException {
        List<Long> oversleeps = new ArrayList<>();
        do {
            long due = System.nanoTime() + BETWEEN_SLEEPS.toNanos();
            TimeUnit.NANOSECONDS.sleep(BETWEEN_SLEEPS.toNanos());
            oversleeps.add(System.nanoTime() - due);
        } while (System.nanoTime() - end < 0);
        return oversleeps;
    }

    @FunctionalInterface
    private interface Deed {
        void carryOut() throws IOException;
    }

    private List<Wait> steadily(Need need, Duration pause, Deed deed) throws IOException, InterruptedException {
        List<Wait> waits = new ArrayList<>();
        long due = System.nanoTime();
        do { // once at least, however long it took to begin
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            deed.carryOut();
            waits.add(new Wait(need, System.nanoTime() - due));
            due += pause.toNanos();
        } while (due - end < 0);
        return waits;
    }

    private static void expect(String wanted, String answer) {
        if (!answer.contains(wanted)) {
            throw new AssertionError("Not " + wanted + " but " + answer);
        }
    }

    private static void echo(RawConnection client) {
        client.send(call("1", "echo", "\"hello\""));
        expect("\"result\":\"hello\"", client.messages().next());
    }

    private static void echo(PollingClient client) {
        client.post(call("1", "echo", "\"hello\""));
        expect("\"result\":\"hello\"", client.pollUpTo("{\"type\":3").get(0));
    }

    private static void arrive(URI hub) throws IOException {
        try (RawConnection arrived = RawConnection.openNegotiated(hub, RawConnection.negotiate(hub))) {
            arrived.send(RawConnection.HANDSHAKE);
            expect("{}", arrived.messages().next());
            echo(arrived);
        }
    }

    /**
     * A client that receives what a client of the other node sends, and sometimes sends something itself, as official
     * clients do.
     */
    private static final class Listener {
        /** WildFly ends a WebSocket over which nothing has come for 90 s. */
        private static final int TOLD_BETWEEN_WORDS = 20;

        private final RawConnection listener;
        private final RawConnection speaker;
        private final String group;
        private int told;

        Listener(RawConnection listener, RawConnection speaker, String group) {
            this.listener = listener;
            this.speaker = speaker;
            this.group = group;
            listener.send(call("1", "join", "\"" + group + "\""));
            expect("\"type\":3", listener.messages().next());
        }

        void tell() {
            if (told++ % TOLD_BETWEEN_WORDS == 0) {
                listener.send(HostileWebSocket.tell("echo", "\"\""));
            }
            speaker.send(HostileWebSocket.tell("tell", "\"" + group + "\",\"" + told + "\""));
            try {
                expect("\"arguments\":[\"" + told + "\"]", listener.messages().next());
            } catch (AssertionError e) {
                throw new AssertionError(
                        "Ends of the listener: " + listener.closings().rest(), e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        connections.forEach(RawConnection::close);
    }
}
