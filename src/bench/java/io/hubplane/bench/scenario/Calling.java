package io.hubplane.bench.scenario;

import io.hubplane.bench.contestant.Contestant;
import io.hubplane.bench.load.LoadClient;
import io.hubplane.bench.load.Stamp;
import io.hubplane.bench.load.Wire;
import io.hubplane.bench.scenario.Meter.Reading;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Callers; each makes its next call when a call has had its effect.
 *
 * @param exchange what is called, and what the effect is
 * @param callers how many callers there are, an even number if they need others
 * @param underWay how many calls of each caller are under way at any moment
 */
public record Calling(Exchange exchange, int callers, int underWay) implements Scenario {
    private static final double SECOND = 1e9;

    @Override
    public String name() {
        String title = exchange.title(callers);
        return underWay == 1 ? title : title + ", " + underWay + " calls under way each";
    }

    @Override
    public boolean suits(Contestant contestant) {
        return contestant.hasClients()
                && !exchange.message(contestant.wire(), 0, "", "").isEmpty();
    }

    @Override
    public Measurement measure(Stage stage) throws IOException {
        try (Crowd crowd = new Crowd(stage)) {
            crowd.connect(exchange.clients(callers));
            introduce(crowd, stage.contestant().wire());
            return new Run(stage, crowd).measure();
        }
    }

    private void introduce(Crowd crowd, Wire wire) throws IOException {
        if (exchange == Exchange.INVOKE) {
            return;
        }
        if (!wire.whoAmI().isEmpty()) {
            crowd.generator().clients().forEach(client -> client.send(wire.whoAmI()));
        }
        if (!crowd.await(() ->
                crowd.generator().clients().stream().map(LoadClient::identity).noneMatch(String::isEmpty))) {
            throw new IOException("Not all clients have been told what they are called");
        }
    }

    /** One run, with its calls. */
    private final class Run {
        private final Stage stage;
        private final Crowd crowd;
        private final long[] called = new long[exchange.clients(callers)];
        private long calls;
        private long astray;
        private boolean going = true;

        Run(Stage stage, Crowd crowd) {
            this.stage = stage;
            this.crowd = crowd;
            crowd.whenDelivered(this::answered);
        }

        Measurement measure() throws IOException {
            for (int client = 0; client < called.length; client++) {
                for (int i = 0; i < underWay && exchange.calls(client); i++) {
                    call(client);
                }
            }
            crowd.idle(stage.warmUp());
            crowd.record(Crowd.Recorded.ALL);
            long before = crowd.deliveries();
            Meter meter = new Meter(stage);
            crowd.idle(stage.measured());
            Reading reading = meter.read();
            double done = crowd.deliveries() - before;
            crowd.record(Crowd.Recorded.NOTHING);
            going = false;
            crowd.await(() -> crowd.deliveries() >= calls);
            return new Measurement(stage.contestant().name(), name(), figures(reading, done), fault());
        }

        private void call(int caller) {
            calls++;
            long call = called[caller]++;
            String payload = Stamp.payload(caller, call, System.nanoTime(), Publishing.PAYLOAD);
            String partner =
                    callers == 1 ? "" : crowd.client(Exchange.partner(caller)).identity();
            crowd.client(caller).send(exchange.message(stage.contestant().wire(), call, partner, payload));
        }

        private void answered(int receiver, int caller) {
            if (receiver != exchange.receiver(caller)) {
                astray++;
            } else if (going) {
                call(caller);
            }
        }

        private Map<Metric, Double> figures(Reading reading, double done) {
            Map<Metric, Double> figures = new EnumMap<>(Metric.class);
            figures.put(Metric.CALLS, done / reading.nanos() * SECOND);
            figures.put(Metric.NODE_CPU_PER_CALL, reading.nodes() / done / 1e3);
            figures.put(Metric.REDIS_CPU_PER_CALL, reading.redis() / done / 1e3);
            crowd.putLatencies(figures);
            figures.put(Metric.GENERATOR, reading.generatorShare());
            return figures;
        }

        private String fault() {
            return astray == 0 ? crowd.fault(calls) : astray + " to the wrong client";
        }
    }
}
