package io.hubplane.bench.scenario;

import io.hubplane.bench.contestant.Contestant;
import io.hubplane.bench.load.Stamp;
import io.hubplane.bench.scenario.Meter.Reading;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * One connection publishes to a channel to which two others subscribe, as the nodes of a farm do, without any server.
 *
 * @param depth how many messages are published before the replies are read
 */
public record PipelinedRedis(int depth) implements Scenario {
    private static final byte[] CHANNEL = "bench".getBytes(StandardCharsets.US_ASCII);
    private static final int SUBSCRIBERS = 2;
    private static final int PAYLOAD = 100;

    /** Few enough that Redis does not cut off a subscriber. */
    private static final int UNDER_WAY = 8192;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Override
    public String name() {
        return "Redis, " + depth + (depth == 1 ? " publish" : " publishes") + " at a time";
    }

    @Override
    public boolean suits(Contestant contestant) {
        return !contestant.hasClients();
    }

    @Override
    public Measurement measure(Stage stage) {
        URI redis = stage.redis().address();
        List<RedisSubscriber> subscribers = IntStream.range(0, SUBSCRIBERS)
                .mapToObj(i -> RedisSubscriber.start(redis, CHANNEL))
                .toList();
        try (Jedis publisher = new Jedis(redis)) {
            return new Run(stage, publisher, subscribers).measure();
        } finally {
            subscribers.forEach(RedisSubscriber::close);
        }
    }

    /** One run, with its publications. */
    private final class Run {
        private final Stage stage;
        private final Jedis publisher;
        private final List<RedisSubscriber> subscribers;
        private long published;

        Run(Stage stage, Jedis publisher, List<RedisSubscriber> subscribers) {
            this.stage = stage;
            this.publisher = publisher;
            this.subscribers = subscribers;
        }

        Measurement measure() {
            publish(stage.warmUp());
            long before = received();
            Meter meter = new Meter(stage);
            publish(stage.measured());
            Reading reading = meter.read();
            double deliveries = received() - before;
            boolean complete = await(published);
            Map<Metric, Double> figures = new EnumMap<>(Metric.class);
            figures.put(Metric.DELIVERIES, deliveries / reading.nanos() * SECOND);
            figures.put(Metric.MESSAGES, deliveries / SUBSCRIBERS / reading.nanos() * SECOND);
            figures.put(Metric.REDIS_CPU, reading.redis() / deliveries / 1e3);
            figures.put(Metric.GENERATOR, reading.generatorShare());
            String fault = !complete
                    ? published * SUBSCRIBERS - received() + " missing"
                    : subscribers.stream().allMatch(RedisSubscriber::isInOrder) ? "" : "out of order";
            return new Measurement(stage.contestant().name(), name(), figures, fault);
        }

        private void publish(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() - end < 0 && await(published - UNDER_WAY)) {
                try (Pipeline pipeline = publisher.pipelined()) {
                    for (int i = 0; i < depth; i++) {
                        String payload = Stamp.payload(0, published++, System.nanoTime(), PAYLOAD);
                        pipeline.publish(CHANNEL, payload.getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        }

        /** Waits until every subscriber has this many messages; returns whether that happened. */
        private boolean await(long count) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (subscribers.stream().anyMatch(subscriber -> subscriber.received() < count)) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE);
            }
            return true;
        }

        private long received() {
            return subscribers.stream().mapToLong(RedisSubscriber::received).sum();
        }
    }
}
