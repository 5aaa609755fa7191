package io.hubplane.bench.scenario;

import io.hubplane.bench.contestant.RunningNodes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes that have just been started: how long their first messages take, and how soon they reach their full speed.
 *
 * @param traffic the load
 */
public record WarmingUp(Turns traffic) implements Scenario {
    /** How many messages are sent first, one after another at an even rate. */
    private static final int FIRST = 100;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration STRETCH = Duration.ofSeconds(5);
    private static final int STRETCHES = 12;
    /** The interval that ends 20 seconds after the beginning. */
    private static final int EARLY = 3;

    @Override
    public String name() {
        return "warming up, " + traffic.name();
    }

    @Override
    public boolean onceIsEnough() {
        return true;
    }

    @Override
    public Measurement measure(Stage stage) throws IOException {
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        try (RunningNodes nodes =
                stage.contestant().start(nodes(), stage.redis().address())) {
            Stage fresh = new Stage(stage.contestant(), nodes, stage.redis(), stage.warmUp(), stage.measured());
            first(fresh, figures);
            String fault = underLoad(fresh, figures);
            return new Measurement(stage.contestant().name(), name(), figures, fault);
        }
    }

    private Crowd crowd(Stage stage) throws IOException {
        Crowd crowd = new Crowd(stage);
        crowd.connect(traffic.clients());
        traffic.prepare(crowd.generator().clients(), stage.contestant().wire());
        crowd.idle(Publishing.settling(traffic.clients()));
        return crowd;
    }

    private void first(Stage stage, Map<Metric, Double> figures) throws IOException {
        try (Crowd crowd = crowd(stage)) {
            Traffic one = new Turns(traffic.rooms(), 0);
            Publisher publisher = new Publisher(stage, crowd, one, FIRST, Publishing.PAYLOAD);
            Map<Metric, Double> first = publisher.measure(SECOND);
            figures.put(Metric.FIRST_P50, first.get(Metric.P50));
            figures.put(Metric.FIRST_P99, first.get(Metric.P99));
        }
    }

    private String underLoad(Stage stage, Map<Metric, Double> figures) throws IOException {
        try (Crowd crowd = crowd(stage)) {
            Publisher publisher = new Publisher(stage, crowd, traffic, 0, Publishing.PAYLOAD);
            List<Double> rates = new ArrayList<>();
            for (int i = 0; i < STRETCHES; i++) {
                rates.add(publisher.measure(STRETCH).get(Metric.DELIVERIES));
            }
            double last = (rates.get(STRETCHES - 1) + rates.get(STRETCHES - 2)) / 2;
            figures.put(Metric.DELIVERIES, last);
            figures.put(Metric.EARLY_DELIVERIES, rates.get(EARLY) / last * 100);
            return publisher.faultAtEnd();
        }
    }
}
