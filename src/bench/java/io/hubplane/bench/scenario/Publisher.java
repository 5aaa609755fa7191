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

/** Lets a crowd publish, and counts the messages. Not thread safe. */
final class Publisher {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int MORE = 60;

    private final Stage stage;
    private final Crowd crowd;
    private final Traffic traffic;
    private final Wire wire;
    private final int perSecond;
    private final int payload;
    private final long[] published;
    private final long[] sent;
    private final long[] received;
    private long messages;

    /**
     * Makes a publisher that has published nothing yet.
     *
     * @param stage the nodes
     * @param crowd the clients
     * @param traffic who publishes to whom
     * @param perSecond how many messages each second; 0 for as many as are received
     * @param payload how long each message is, in characters
     */
    Publisher(Stage stage, Crowd crowd, Traffic traffic, int perSecond, int payload) {
        this.stage = stage;
        this.crowd = crowd;
        this.traffic = traffic;
        this.wire = stage.contestant().wire();
        this.perSecond = perSecond;
        this.payload = payload;
        this.published = new long[traffic.clients()];
        this.sent = new long[traffic.audiences()];
        this.received = new long[traffic.audiences()];
        crowd.whenDelivered((receiver, publisher) -> received[traffic.audienceOf(publisher)]++);
    }

    /**
     * Publishes for a time and returns the figures. Does not wait for what is under way at the end.
     *
     * @param time how long
     * @return the figures
     * @throws IOException if a connection ends
     */
    Map<Metric, Double> measure(Duration time) throws IOException {
        return measure(time, 0);
    }

    /**
     * Publishes for a time and returns the figures; if that was not enough, publishes longer, but at most a minute.
     *
     * @param time how long
     * @param enough how many messages are enough
     * @return the figures
     * @throws IOException if a connection ends
     */
    Map<Metric, Double> measure(Duration time, long enough) throws IOException {
        crowd.record(Crowd.Recorded.CROSSED);
        long deliveriesBefore = crowd.deliveries();
        long framesBefore = crowd.generator().frames();
        Meter meter = new Meter(stage);
        long target = messages + enough;
        publish(time);
        for (int i = 0; messages < target && i < MORE; i++) {
            publish(MOMENT);
        }
        Reading reading = meter.read();
        double deliveries = crowd.deliveries() - deliveriesBefore;
        double frames = crowd.generator().frames() - framesBefore;
        crowd.record(Crowd.Recorded.NOTHING);
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        figures.put(Metric.DELIVERIES, deliveries / reading.nanos() * SECOND);
        figures.put(Metric.MESSAGES, deliveries / traffic.audience() / reading.nanos() * SECOND);
        figures.put(Metric.NODE_CPU, reading.nodes() / deliveries / 1e3);
        figures.put(Metric.REDIS_CPU, reading.redis() / deliveries / 1e3);
        figures.put(Metric.BATCH, deliveries / frames);
        crowd.putLatencies(figures);
        figures.put(Metric.GENERATOR, reading.generatorShare());
        return figures;
    }

    /**
     * Waits for what is under way.
     *
     * @return what is wrong with the messages that have come since this was made; an empty string if nothing is wrong
     * @throws IOException if a connection ends
     */
    String faultAtEnd() throws IOException {
        awaitAll();
        return crowd.fault(expected());
    }

    /**
     * Waits for what is under way, for at most some seconds.
     *
     * @throws IOException if a connection ends
     */
    void awaitAll() throws IOException {
        crowd.await(() -> crowd.deliveries() >= expected());
    }

    private long expected() {
        return messages * traffic.audience();
    }

    /**
     * Publishes for a time.
     *
     * @param time how long
     * @throws IOException if a connection ends
     */
    void publish(Duration time) throws IOException {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        Schedule schedule = new Schedule(begin, end);
        crowd.play(now -> {
            if (now - end >= 0) {
                return Long.MIN_VALUE;
            }
            if (perSecond != 0) {
                return schedule.publishWhatIsDue(now);
            }
            return traffic.underWayInAll() == 0 ? publishWhatFits(end) : publishByTurns(end);
        });
    }

    /** To one audience after the other, so that few messages share a frame with others of their room. */
    private long publishByTurns(long end) {
        long fits = (long) (traffic.underWayInAll() - 1) * traffic.audience();
        while (expected() - crowd.deliveries() <= fits) {
            publish((int) (messages % sent.length), 1, System.nanoTime());
        }
        return end;
    }

    /**
     * A publisher that bundles messages puts at most half of what may be under way into a frame, because two publish in
     * turn.
     */
    private long publishWhatFits(long end) {
        int count = Math.max(1, Math.min(wire.atOnce(), traffic.underWay() / 2));
        long fits = (long) (traffic.underWay() - count) * traffic.audience();
        for (int audience = 0; audience < sent.length; audience++) {
            while (sent[audience] * traffic.audience() - received[audience] <= fits) {
                publish(audience, count, System.nanoTime());
            }
        }
        return end;
    }

    private void publish(int audience, int count, long intended) {
        int publisher = traffic.publisher(audience, sent[audience] / count);
        List<String> payloads = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            payloads.add(Stamp.payload(publisher, published[publisher]++, intended, payload));
        }
        sent[audience] += count;
        messages += count;
        crowd.publish(publisher, traffic.message(wire, publisher, wire.bundle(payloads)));
    }

    /**
     * Messages at even intervals, to one audience after the other; the latency of a late one is counted from the time
     * when it was due.
     */
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
                publish((int) (index % sent.length), 1, due);
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
