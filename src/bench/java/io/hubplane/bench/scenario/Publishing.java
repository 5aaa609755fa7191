package io.hubplane.bench.scenario;

import io.hubplane.bench.load.Stamp;
import io.hubplane.bench.load.Wire;
import io.hubplane.bench.scenario.Meter.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Messages published as fast as they are received, or at a steady rate whatever comes of them.
 *
 * @param traffic who publishes to whom
 * @param perSecond how many each second; 0 for as many as are received, with {@value #UNDER_WAY} under way
 */
public record Publishing(Traffic traffic, int perSecond) implements Scenario {
    /** Enough to keep both nodes and Redis busy, few enough for nothing to pile up. */
    private static final int UNDER_WAY = 16;

    private static final int PAYLOAD = 100;
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final long SECOND = 1_000_000_000L;

    @Override
    public String name() {
        return traffic.name() + (perSecond == 0 ? "" : " at " + perSecond + " messages/s");
    }

    @Override
    public Measurement measure(Stage stage) throws IOException {
        try (Crowd crowd = new Crowd(stage)) {
            crowd.connect(traffic.clients());
            traffic.prepare(crowd.generator().clients(), stage.contestant().wire());
            crowd.idle(SETTLE);
            return new Run(stage, crowd).measure();
        }
    }

    /** One run, with what has been published in it. */
    private final class Run {
        private final Stage stage;
        private final Crowd crowd;
        private final long[] published = new long[traffic.clients()];
        private final Wire wire;
        private long messages;
        private long frames;

        Run(Stage stage, Crowd crowd) {
            this.stage = stage;
            this.crowd = crowd;
            this.wire = stage.contestant().wire();
        }

        Measurement measure() throws IOException {
            publish(stage.warmUp());
            crowd.record(true);
            long deliveriesBefore = crowd.deliveries();
            long framesBefore = crowd.generator().frames();
            Meter meter = new Meter(stage);
            publish(stage.measured());
            Reading reading = meter.read();
            double deliveries = crowd.deliveries() - deliveriesBefore;
            double frames = crowd.generator().frames() - framesBefore;
            crowd.record(false);
            boolean complete = crowd.await(() -> crowd.deliveries() >= messages * traffic.audience());
            Map<Metric, Double> figures = new EnumMap<>(Metric.class);
            figures.put(Metric.DELIVERIES, deliveries / reading.nanos() * SECOND);
            figures.put(Metric.MESSAGES, deliveries / traffic.audience() / reading.nanos() * SECOND);
            figures.put(Metric.NODE_CPU, reading.nodes() / deliveries / 1e3);
            figures.put(Metric.REDIS_CPU, reading.redis() / deliveries / 1e3);
            figures.put(Metric.BATCH, deliveries / frames);
            figures.put(Metric.P50, crowd.latencies().getValueAtPercentile(50) / 1e3);
            figures.put(Metric.P99, crowd.latencies().getValueAtPercentile(99) / 1e3);
            figures.put(Metric.GENERATOR, reading.generator() / reading.nanos() * 100);
            String fault = crowd.fault(messages * traffic.audience());
            return new Measurement(
                    stage.contestant().name(), name(), figures, complete || !fault.isEmpty() ? fault : "incomplete");
        }

        private void publish(Duration time) throws IOException {
            long begin = System.nanoTime();
            long end = begin + time.toNanos();
            Schedule schedule = new Schedule(begin, end);
            crowd.play(now -> {
                if (now - end >= 0) {
                    return Long.MIN_VALUE;
                }
                return perSecond == 0 ? publishWhatFits(now, end) : schedule.publishWhatIsDue(now);
            });
        }

        private long publishWhatFits(long now, long end) {
            int audience = traffic.audience();
            int atOnce = wire.atOnce();
            while (messages * audience - crowd.deliveries() <= (long) Math.max(0, UNDER_WAY - atOnce) * audience) {
                publish(atOnce, now);
            }
            return end;
        }

        private void publish(int count, long intended) {
            int publisher = traffic.publisher(frames++);
            List<String> payloads = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                payloads.add(Stamp.payload(publisher, published[publisher]++, intended, PAYLOAD));
            }
            messages += count;
            String frame = traffic.message(wire, publisher, wire.bundle(payloads));
            if (stage.contestant().carriesAcrossNodes()) {
                crowd.client(publisher).send(frame);
            } else {
                publishOnEachNode(publisher, frame);
            }
        }

        /** Neighbours in number are on different nodes. */
        private void publishOnEachNode(int publisher, String frame) {
            int nodes = stage.nodes().addresses().size();
            int first = publisher - publisher % nodes;
            for (int i = 0; i < nodes; i++) {
                crowd.client(first + i).send(frame);
            }
        }

        /** Messages at even intervals: one that is late is counted from when it was due. */
        private final class Schedule {
            private final long begin;
            private final long end;
            private long index;

            Schedule(long begin, long end) {
                this.begin = begin;
                this.end = end;
            }

            long publishWhatIsDue(long now) {
                long due = due();
                while (now - due >= 0) {
                    publish(1, due);
                    index++;
                    due = due();
                }
                return Math.min(due, end);
            }

            private long due() {
                return begin + index * SECOND / perSecond;
            }
        }
    }
}
