package io.hubplane.bench.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Messages published as fast as they are received, or at a steady rate, received or not.
 *
 * @param traffic who publishes to whom
 * @param perSecond how many each second; 0 for as many as are received, with as many under way as the traffic says
 */
public record Publishing(Traffic traffic, int perSecond) implements Scenario {
    /** How long a message is, in characters. */
    static final int PAYLOAD = 100;

    private static final int AT_A_RATE = 4;

    @Override
    public String name() {
        return traffic.name() + (perSecond == 0 ? "" : " at " + perSecond + " messages/s");
    }

    @Override
    public Measurement measure(Stage stage) throws IOException {
        try (Crowd crowd = new Crowd(stage)) {
            crowd.connect(traffic.clients());
            traffic.prepare(crowd.generator().clients(), stage.contestant().wire());
            crowd.idle(settling(traffic.clients()));
            Publisher publisher = new Publisher(stage, crowd, traffic, perSecond, PAYLOAD);
            publisher.publish(stage.warmUp());
            Map<Metric, Double> figures = publisher.measure(time(stage.measured()));
            return new Measurement(stage.contestant().name(), name(), figures, publisher.faultAtEnd());
        }
    }

    /** A fixed rate is measured longer: with the few messages of a short time, p99 would be the slowest two. */
    private Duration time(Duration measured) {
        return perSecond == 0 ? measured : measured.multipliedBy(AT_A_RATE);
    }

    /**
     * How long to wait for what clients sent in preparation, because most protocols do not confirm it.
     *
     * @param clients how many clients there are
     * @return the time
     */
    static Duration settling(int clients) {
        return Duration.ofMillis(1000 + clients);
    }
}
