package io.hubplane.bench.scenario;

import io.hubplane.bench.load.Audit;
import io.hubplane.bench.load.LoadClient;
import io.hubplane.bench.load.LoadGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Clients spread evenly over the nodes, the first on the first node, the second on the second and so on, and what they
 * have received. Not thread safe.
 */
public final class Crowd implements LoadClient.Listener, AutoCloseable {
    /** Gets each message that comes. */
    interface Receipt {
        /**
         * A message came.
         *
         * @param receiver the client that received it
         * @param publisher the client that published it
         */
        void delivered(int receiver, int publisher);
    }

    /** The latencies that are recorded. */
    enum Recorded {
        NOTHING,
        /** Those of messages from one node to another. */
        CROSSED,
        ALL
    }

    private static final int CONNECTING_AT_ONCE = 50;
    private static final int RETURNING_AT_ONCE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stage stage;
    private final LoadGenerator generator = new LoadGenerator();
    private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private int connected;
    private long deliveries;
    private long disordered;
    private Recorded recorded = Recorded.NOTHING;
    private Receipt receipt = (receiver, publisher) -> {};
    private int aside = Integer.MAX_VALUE;
    private int lostAside;
    private @Nullable IOException failure;

    /**
     * Makes an empty crowd.
     *
     * @param stage the nodes to which it connects
     */
    public Crowd(Stage stage) {
        this.stage = stage;
    }

    /**
     * Connects clients until there are {@code count}.
     *
     * @param count how many clients
     * @throws IOException if they cannot all connect
     */
    public void connect(int count) throws IOException {
        int nodes = stage.nodes().addresses().size();
        connect(
                count,
                CONNECTING_AT_ONCE,
                next -> generator.connect(
                        stage.contestant().wire(), stage.nodes().addresses().get(next % nodes), this));
    }

    /**
     * Breaks all connections at once and connects all clients again, each to its node.
     *
     * @throws IOException if they cannot all connect
     */
    void breakAndReturn() throws IOException {
        generator.clients().forEach(LoadClient::close);
        connected = 0;
        connect(generator.clients().size(), RETURNING_AT_ONCE, generator::connectAgain);
    }

    private interface Connecting {
        void begin(int number) throws IOException;
    }

    private void connect(int count, int atOnce, Connecting connecting) throws IOException {
        int begun = connected;
        while (connected < count) {
            while (begun < count && begun - connected < atOnce) {
                connecting.begin(begun++);
            }
            int before = connected;
            if (!await(() -> connected > before)) {
                throw new IOException("Only " + connected + " of " + count + " clients connected");
            }
        }
    }

    /**
     * Excludes some clients from the measurement: what they receive does not count, and they may be disconnected.
     *
     * @param from the number of the first of them; all clients after it are excluded too
     */
    void setAside(int from) {
        aside = from;
    }

    /** How many of the excluded clients have been disconnected. */
    int lostAside() {
        return lostAside;
    }

    /**
     * One of the clients.
     *
     * @param number its number, from 0
     * @return the client
     */
    public LoadClient client(int number) {
        return generator.clients().get(number);
    }

    /**
     * Publishes a message of a client. If the contestant carries no messages between nodes, the client's neighbours on
     * the other nodes send it too.
     *
     * @param publisher the number of the client
     * @param text the frame's text
     */
    void publish(int publisher, String text) {
        int nodes = stage.contestant().carriesAcrossNodes()
                ? 1
                : stage.nodes().addresses().size();
        for (int neighbour = 0; neighbour < nodes; neighbour++) {
            client(publisher - publisher % nodes + neighbour).send(text);
        }
    }

    /** The clients and their thread. */
    public LoadGenerator generator() {
        return generator;
    }

    /**
     * Lets the clients run until a condition is true, for at most some seconds.
     *
     * @param done the condition
     * @return whether it has become true
     * @throws IOException if a connection ends
     */
    public boolean await(BooleanSupplier done) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        play(now -> done.getAsBoolean() || now - deadline > 0 ? Long.MIN_VALUE : deadline);
        return done.getAsBoolean();
    }

    /**
     * Lets the clients run for a time.
     *
     * @param time how long
     * @throws IOException if a connection ends
     */
    public void idle(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        play(now -> now - end >= 0 ? Long.MIN_VALUE : end);
    }

    /**
     * Lets the clients run until a script stops them.
     *
     * @param script the script
     * @throws IOException if a connection ends
     */
    public void play(LoadGenerator.Script script) throws IOException {
        generator.run(now -> failure != null ? Long.MIN_VALUE : script.step(now));
        if (failure != null) {
            throw failure;
        }
    }

    /** How many messages have come, to all clients together. */
    public long deliveries() {
        return deliveries;
    }

    /** Sets the receipt that gets each message. */
    void whenDelivered(Receipt told) {
        receipt = told;
    }

    /** Sets which latencies are recorded from now on. The start of a recording forgets what was recorded before. */
    void record(Recorded wanted) {
        recorded = wanted;
        if (wanted != Recorded.NOTHING) {
            latencies.reset();
        }
    }

    /** Adds what was recorded to other figures. */
    void putLatencies(Map<Metric, Double> figures) {
        if (latencies.getTotalCount() > 0) {
            figures.put(Metric.P50, latencies.getValueAtPercentile(50) / 1e3);
            figures.put(Metric.P99, latencies.getValueAtPercentile(99) / 1e3);
        }
    }

    /**
     * What is wrong with the messages that have come.
     *
     * @param expected how many messages should have come
     * @return an empty string if nothing is wrong
     */
    public String fault(long expected) {
        long missing = expected - deliveries;
        long doubled = generator.clients().stream()
                .limit(aside)
                .map(LoadClient::audit)
                .mapToLong(Audit::doubled)
                .sum();
        return missing == 0 && doubled == 0 && disordered == 0
                ? ""
                : missing + " missing, " + doubled + " doubled, " + disordered + " out of order";
    }

    @Override
    public void connected(LoadClient client) {
        connected++;
    }

    @Override
    public void delivered(LoadClient client, int publisher, long sequence, long intended, boolean inOrder) {
        if (client.number() >= aside) {
            return;
        }
        deliveries++;
        if (!inOrder) {
            disordered++;
        }
        if (recorded == Recorded.ALL || (recorded == Recorded.CROSSED && crossed(client.number(), publisher))) {
            long latency = System.nanoTime() - intended;
            latencies.recordValue(Math.max(0, Math.min(latency, latencies.getHighestTrackableValue())));
        }
        receipt.delivered(client.number(), publisher);
    }

    private boolean crossed(int receiver, int publisher) {
        int nodes = stage.nodes().addresses().size();
        return nodes == 1 || (receiver - publisher) % nodes != 0;
    }

    @Override
    public void lost(LoadClient client, IOException cause) {
        if (client.number() >= aside) {
            lostAside++;
        } else {
            failure = cause;
        }
    }

    @Override
    public void close() {
        generator.close();
    }
}
