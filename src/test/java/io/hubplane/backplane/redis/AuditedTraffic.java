package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.backplane.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One node says numbered messages to some groups, in turn, without pause; another one writes down what comes. Used by the
 * test's thread.
 */
final class AuditedTraffic implements AutoCloseable {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(40);

    private final Backplane speaker;
    private final List<Heard> groups = new ArrayList<>();
    private final Thread thread = new Thread(this::speak, "audited traffic");
    private volatile boolean ends;
    private volatile @Nullable Throwable failure;

    /** What one group hears. */
    private static final class Heard {
        private final Scope scope;
        /** How many were said, numbered from 1. */
        private int said;

        private final AtomicLong last = new AtomicLong();
        private int heard;
        private int disordered;
        private long lastAt;
        private long longestSilence;

        Heard(Scope scope) {
            this.scope = scope;
        }

        synchronized void received(byte[] bytes) {
            Send send = (Send) BackplaneCodec.decode(scope.kind(), bytes);
            long number = Long.parseLong(new String(send.encodings().get("text"), StandardCharsets.UTF_8));
            long now = System.nanoTime();
            longestSilence = heard == 0 ? 0 : Math.max(longestSilence, now - lastAt);
            lastAt = now;
            heard++;
            if (number <= last.get()) {
                disordered++; // or doubled
            } else {
                last.set(number);
            }
        }

        synchronized int missing() {
            return said - heard;
        }

        synchronized int disordered() {
            return disordered;
        }

        synchronized long longestSilence() {
            return longestSilence;
        }
    }

    /** What was found. */
    record Findings(int said, int missing, int disordered, Duration longestSilence) {}

    /** Has messages wait for as long as a fail-over may take, so that none is given up. */
    static PublishOptions patient(Duration outage) {
        PublishOptions usual = PublishOptions.DEFAULTS;
        return new PublishOptions(
                usual.queueMessages(), usual.queueBytes(), usual.outageBytes(), outage, usual.again());
    }

    /** Begins. */
    static AuditedTraffic between(Backplane speaker, Backplane hearer, int groups) throws Exception {
        AuditedTraffic traffic = new AuditedTraffic(speaker);
        for (int i = 0; i < groups; i++) {
            Heard heard = new Heard(Scope.group("chat", "group " + i));
            traffic.groups.add(heard);
            hearer.subscribe(heard.scope, (scope, message) -> heard.received(message))
                    .toCompletableFuture()
                    .get(15, TimeUnit.SECONDS);
        }
        traffic.thread.start();
        traffic.awaitMore();
        return traffic;
    }

    private AuditedTraffic(Backplane speaker) {
        this.speaker = speaker;
    }

    private void speak() {
        try {
            for (int i = 0; !ends; i++) {
                Heard group = groups.get(i % groups.size());
                synchronized (group) {
                    group.said++;
                    speaker.publish(group.scope, message(String.valueOf(group.said)));
                }
                LockSupport.parkNanos(PAUSE);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Waits until each group hears what is said from now on. */
    void awaitMore() {
        for (Heard group : groups) {
            int said;
            synchronized (group) {
                said = group.said;
            }
            await(() -> group.last.get() > said, group.scope + " hears what is said after " + said);
        }
    }

    private static void await(BooleanSupplier is, String what) {
        long deadline = System.nanoTime() + PATIENCE;
        while (!is.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("in time: %s", what).isNegative();
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Ends, and waits until the last message of each group has come and what can be had again has come. */
    Findings end() throws InterruptedException {
        ends = true;
        thread.join();
        assertThat(failure).isNull();
        for (Heard group : groups) {
            await(() -> group.last.get() == group.said, "the last of " + group.said + " for " + group.scope);
        }
        return new Findings(
                groups.stream().mapToInt(group -> group.said).sum(),
                groups.stream().mapToInt(Heard::missing).sum(),
                groups.stream().mapToInt(Heard::disordered).sum(),
                Duration.ofNanos(
                        groups.stream().mapToLong(Heard::longestSilence).max().orElse(0)));
    }

    @Override
    public void close() {
        ends = true;
    }
}
