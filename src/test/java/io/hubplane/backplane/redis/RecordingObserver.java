package io.hubplane.backplane.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.observe.HubObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Records the events of a backplane. */
final class RecordingObserver implements HubObserver {
    final AtomicInteger published = new AtomicInteger();
    final AtomicLong publishNanos = new AtomicLong();
    final CompletableFuture<Long> lag = new CompletableFuture<>();
    final AtomicInteger failed = new AtomicInteger();
    final AtomicInteger received = new AtomicInteger();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void backplanePublished(int bytes, long nanos) {
        published.incrementAndGet();
        publishNanos.set(nanos);
    }

    @Override
    public void backplaneLag(long nanos) {
        lag.complete(nanos);
    }

    @Override
    public void backplanePublishFailed() {
        failed.incrementAndGet();
    }

    @Override
    public void backplaneReceived(int bytes) {
        received.incrementAndGet();
    }

    @Override
    public void backplaneGap(String channel, long missing) {
        events.add("gap of " + missing + " on " + channel);
    }

    @Override
    public void backplaneInterrupted() {
        events.add("interrupted");
    }

    @Override
    public void backplaneRestored() {
        events.add("restored");
    }

    /** Waits for interruptions, restorations and gaps, in this order. */
    void expect(String... expected) throws InterruptedException {
        for (String event : expected) {
            assertThat(events.poll(20, TimeUnit.SECONDS))
                    .as("event within 20 s")
                    .isEqualTo(event);
        }
    }

    /** Waits until this many messages were reported missing on a channel, at once or in several reports. */
    void expectGaps(int missing, String channel) throws InterruptedException {
        for (int left = missing; left > 0; ) {
            String event = events.poll(20, TimeUnit.SECONDS);
            assertThat(event).as("event within 20 s").matches("gap of \\d+ on " + Pattern.quote(channel));
            left -= Integer.parseInt(event.replaceFirst("gap of (\\d+) .*", "$1"));
            assertThat(left).isNotNegative();
        }
    }

    /** Waits for as many events as are expected. */
    void expectInAnyOrder(String... expected) throws InterruptedException {
        List<String> came = new ArrayList<>();
        for (String ignored : expected) {
            came.add(events.poll(20, TimeUnit.SECONDS));
        }
        assertThat(came).containsExactlyInAnyOrder(expected);
    }

    /** That no message was reported missing so far. */
    void expectNoGaps() {
        assertThat(events).noneMatch(event -> event.startsWith("gap"));
    }

    void expectNothing() {
        assertThat(events).isEmpty();
    }
}
