package io.hubplane.bench.scenario;

import io.hubplane.bench.load.Stamp;
import io.hubplane.bench.load.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Connections that only send keep-alives, as official clients and servers do by default.
 *
 * @param connections how many there are
 */
public record Idle(int connections) implements Scenario {
    /** The first connections, so that classes are loaded and pools filled before memory is measured. */
    private static final int FIRST = 200;

    /** The time between the last connection and the measurement: by then all have sent a keep-alive. */
    private static final Duration SETTLE = Duration.ofSeconds(16);

    /** The time of two keep-alives. */
    private static final Duration WINDOW = Duration.ofSeconds(30);

    @Override
    public String name() {
        return String.format(Locale.ROOT, "%,d idle connections", connections);
    }

    @Override
    public boolean onceIsEnough() {
        return true;
    }

    @Override
    public Measurement measure(Stage stage) throws IOException {
        try (Crowd first = new Crowd(stage)) {
            first.connect(FIRST);
            first.idle(SETTLE);
        }
        try (Crowd crowd = new Crowd(stage)) {
            Duration window = stage.measured().compareTo(WINDOW) > 0 ? stage.measured() : WINDOW;
            double shareBefore = share(stage, crowd, window);
            Memory memoryBefore = Memory.of(stage);
            crowd.connect(connections);
            crowd.idle(SETTLE);
            double share = share(stage, crowd, window);
            Memory memory = Memory.of(stage);
            Map<Metric, Double> figures = new EnumMap<>(Metric.class);
            if (memory.heap().isPresent()) {
                double heap = memory.heap().getAsLong() - memoryBefore.heap().orElseThrow();
                figures.put(Metric.HEAP_PER_CONNECTION, heap / connections);
            }
            figures.put(
                    Metric.RSS_PER_CONNECTION, (double) (memory.resident() - memoryBefore.resident()) / connections);
            figures.put(Metric.CPU_PER_CONNECTION, (share - shareBefore) * 1e6 / connections);
            return new Measurement(stage.contestant().name(), name(), figures, reachAll(stage, crowd));
        }
    }

    /** How many cores the nodes use. */
    private static double share(Stage stage, Crowd crowd, Duration window) throws IOException {
        Meter meter = new Meter(stage);
        crowd.idle(window);
        Meter.Reading reading = meter.read();
        return reading.nodes() / reading.nanos();
    }

    private String reachAll(Stage stage, Crowd crowd) throws IOException {
        String payload = Stamp.payload(0, 0, System.nanoTime(), Publishing.PAYLOAD);
        Wire wire = stage.contestant().wire();
        crowd.publish(0, wire.toAll(wire.bundle(List.of(payload))));
        crowd.await(() -> crowd.deliveries() >= connections);
        return crowd.fault(connections);
    }
}
