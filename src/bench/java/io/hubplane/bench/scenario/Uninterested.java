package io.hubplane.bench.scenario;

import io.hubplane.bench.contestant.Contestant;
import io.hubplane.bench.scenario.Meter.Reading;
import java.io.IOException;
import java.util.Map;

/**
 * Rooms whose members and publishers are all on one of two nodes; the same number of clients is on the other node,
 * which is measured.
 *
 * @param clients how many clients there are on both nodes together, a multiple of twice the size
 * @param size how many members a room has, an even number
 */
public record Uninterested(int clients, int size) implements Scenario {
    private static final int OTHER_NODE = 1;

    @Override
    public String name() {
        return traffic().name() + ", nobody interested on the other";
    }

    private Traffic traffic() {
        return new RoomsOnOneNode(clients, size);
    }

    @Override
    public boolean suits(Contestant contestant) {
        return contestant.hasClients() && contestant.carriesAcrossNodes();
    }

    @Override
    public Measurement measure(Stage stage) throws IOException {
        try (Crowd crowd = new Crowd(stage)) {
            crowd.connect(clients);
            traffic().prepare(crowd.generator().clients(), stage.contestant().wire());
            crowd.idle(Publishing.settling(clients));
            Publisher publisher = new Publisher(stage, crowd, traffic(), 0, Publishing.PAYLOAD);
            publisher.publish(stage.warmUp());
            Meter without = new Meter(stage);
            crowd.idle(stage.measured());
            double before = share(without.read());
            Meter with = new Meter(stage);
            Map<Metric, Double> figures = publisher.measure(stage.measured());
            double share = share(with.read()) - before;
            figures.put(Metric.UNINTERESTED_CPU, share * 1e6 / figures.getOrDefault(Metric.MESSAGES, Double.NaN));
            return new Measurement(stage.contestant().name(), name(), figures, publisher.faultAtEnd());
        }
    }

    /** The share of a core that the other node uses. */
    private static double share(Reading reading) {
        return reading.eachNode().get(OTHER_NODE) / reading.nanos();
    }
}
