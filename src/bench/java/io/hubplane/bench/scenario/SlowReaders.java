package io.hubplane.bench.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Fan-out to healthy clients, and to some others that stop reading.
 *
 * @param healthy how many are healthy
 * @param slow how many stop reading, spread evenly over the nodes
 */
public record SlowReaders(int healthy, int slow) implements Scenario {
    /** Longer messages than elsewhere, to fill the buffers between server and client. */
    private static final int PAYLOAD = 8000;

    /**
     * Enough messages to fill the buffers. Linux takes 4 MB for a socket, and Grizzly, under Payara, four times what
     * the socket took at first, which is 10 MB on the loopback device.
     */
    private static final long ENOUGH = 24 * 1024 * 1024 / PAYLOAD;

    /** As long as servers wait before they disconnect slow readers. */
    private static final Duration LEAST = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "fan-out to " + healthy + " beside " + slow + " slow readers";
    }

    @Override
    public Measurement measure(Stage stage) throws IOException {
        try (Crowd crowd = new Crowd(stage)) {
            crowd.setAside(healthy);
            crowd.connect(healthy + slow);
            crowd.idle(Publishing.settling(healthy));
            Publisher publisher = new Publisher(stage, crowd, new FanOut(healthy), 0, PAYLOAD);
            publisher.publish(stage.warmUp());
            Map<Metric, Double> without = publisher.measure(stage.measured());
            publisher.awaitAll();
            Memory memoryBefore = Memory.of(stage);
            reading(crowd, false);
            Duration time = stage.measured().compareTo(LEAST) > 0 ? stage.measured() : LEAST;
            Map<Metric, Double> figures = publisher.measure(time, ENOUGH);
            String fault = publisher.faultAtEnd();
            Memory memory = Memory.of(stage);
            // Clients that were given up notice it when they read the rest; the others are simply closed.
            reading(crowd, true);
            crowd.await(() -> crowd.lostAside() == slow);
            figures.put(Metric.HEALTHY_DELIVERIES, ratio(Metric.DELIVERIES, figures, without));
            figures.put(Metric.HEALTHY_P99, ratio(Metric.P99, figures, without));
            if (memory.heap().isPresent()) {
                double growth = memory.heap().getAsLong() - memoryBefore.heap().orElseThrow();
                figures.put(Metric.HEAP_GROWTH, growth / 1024 / slow);
            }
            figures.put(Metric.RSS_GROWTH, (memory.resident() - memoryBefore.resident()) / 1024.0 / slow);
            figures.put(Metric.SLOW_CLOSED, 100.0 * crowd.lostAside() / slow);
            return new Measurement(stage.contestant().name(), name(), figures, fault);
        }
    }

    private void reading(Crowd crowd, boolean wanted) {
        for (int i = 0; i < slow; i++) {
            crowd.client(healthy + i).reading(wanted);
        }
    }

    private static double ratio(Metric metric, Map<Metric, Double> with, Map<Metric, Double> without) {
        return 100 * with.getOrDefault(metric, Double.NaN) / without.getOrDefault(metric, Double.NaN);
    }
}
