package io.hubplane.bench.scenario;

import io.hubplane.bench.load.Stamp;
import io.hubplane.bench.load.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All connections break at once and all clients come back at once, as after a failure of a network or proxy; 200 of
 * them connect at a time.
 *
 * @param clients how many clients there are
 */
public record Storm(int clients) implements Scenario {
    /** How often it happens before it is measured. */
    private static final int WARM_UP = 2;

    private static final int MEASURED = 3;
    private static final Duration CALM = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "storm of " + clients + " reconnecting";
    }

    @Override
    public Measurement measure(Stage stage) throws IOException {
        try (Crowd crowd = new Crowd(stage)) {
            Messages messages = new Messages(stage, crowd);
            crowd.connect(clients);
            messages.reachAll();
            for (int i = 0; i < WARM_UP; i++) {
                crowd.breakAndReturn();
                messages.reachAll();
                crowd.idle(CALM);
            }
            return new Measurement(stage.contestant().name(), name(), storms(stage, crowd, messages), messages.fault());
        }
    }

    private Map<Metric, Double> storms(Stage stage, Crowd crowd, Messages messages) throws IOException {
        Memory memoryBefore = Memory.of(stage);
        long nanos = 0;
        Meter meter = new Meter(stage);
        long commandsBefore = stage.redis().commands();
        for (int i = 0; i < MEASURED; i++) {
            long begin = System.nanoTime();
            crowd.breakAndReturn();
            messages.reachAll();
            nanos += System.nanoTime() - begin;
            crowd.idle(CALM);
        }
        double returns = (double) MEASURED * clients;
        double commands = stage.redis().commands() - 1 - commandsBefore;
        Meter.Reading reading = meter.read();
        Memory memory = Memory.of(stage);
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        figures.put(Metric.RETURN, nanos / 1e6 / MEASURED);
        figures.put(Metric.CPU_PER_RETURN, reading.nodes() / 1e3 / returns);
        figures.put(Metric.COMMANDS_PER_RETURN, commands / returns);
        if (memory.heap().isPresent()) {
            double left = memory.heap().getAsLong() - memoryBefore.heap().orElseThrow();
            figures.put(Metric.HEAP_PER_RETURN, left / returns);
        }
        return figures;
    }

    /** Messages to all, one from a client on each node, that show which clients are connected. */
    private static final class Messages {
        private static final int PUBLISHERS = 2;

        private final Stage stage;
        private final Crowd crowd;
        private long rounds;

        Messages(Stage stage, Crowd crowd) {
            this.stage = stage;
            this.crowd = crowd;
        }

        void reachAll() throws IOException {
            Wire wire = stage.contestant().wire();
            for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
                String payload = Stamp.payload(publisher, rounds, System.nanoTime(), Publishing.PAYLOAD);
                crowd.publish(publisher, wire.toAll(wire.bundle(List.of(payload))));
            }
            rounds++;
            if (!crowd.await(() -> crowd.deliveries() >= expected())) {
                throw new IOException("Round " + rounds + ": " + fault());
            }
        }

        String fault() {
            return crowd.fault(expected());
        }

        private long expected() {
            return rounds * PUBLISHERS * crowd.generator().clients().size();
        }
    }
}
