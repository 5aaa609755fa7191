package io.hubplane.backplane.redis;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.observe.GuardedHubObserver;
import io.hubplane.observe.HubObserver;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/** Makes the backplanes that go through Redis. */
public final class RedisBackplanes {
    private RedisBackplanes() {}

    /**
     * A backplane on Redis pub/sub ({@code PUBLISH}, {@code SUBSCRIBE}): messages arrive at most once, losses are
     * noticed, and fetched again or reported. It has two connections and three threads while it is started.
     *
     * @param options where Redis is
     * @param trust how messages are signed, and which of them are believed
     * @param threads makes the three threads
     * @param observer told what happens; its exceptions have no effect
     * @param nanoTime the time in nanoseconds, from any origin
     * @return the backplane, not yet started
     */
    public static Backplane pubSub(
            RedisOptions options,
            BackplaneTrust trust,
            ThreadFactory threads,
            HubObserver observer,
            LongSupplier nanoTime) {
        return new RedisPubSubBackplane(options, trust, threads, GuardedHubObserver.of(observer), nanoTime);
    }
}
