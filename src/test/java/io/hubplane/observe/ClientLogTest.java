package io.hubplane.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fake.LogCapture;
import java.lang.System.Logger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientLogTest {
    private static final Logger LOGGER = System.getLogger(ClientLogTest.class.getName());

    private final AtomicLong clock = new AtomicLong();
    private final ClientLog log = new ClientLog(clock::get, 3);
    private final LogCapture lines = new LogCapture(ClientLogTest.class);

    @AfterEach
    void endCapture() {
        lines.close();
    }

    private void warn(String connectionId, int times) {
        for (int i = 0; i < times; i++) {
            log.warn(LOGGER, connectionId, "failed", new IllegalStateException());
        }
    }

    @Test
    void clientHasSoManyLinesAMinuteAndTheLastSaysSo() {
        warn("a", 1000);

        assertThat(lines.lines()).hasSize(3);
        assertThat(lines.lines().get(1)).startsWith("WARNING failed").doesNotContain("left out");
        assertThat(lines.lines().get(2))
                .contains("failed (further warnings of connection a are left out for a minute)");
    }

    @Test
    void clientDoesNotUseUpTheLinesOfAnother() {
        warn("a", 1000);
        warn("b", 1);

        assertThat(lines.lines()).hasSize(4);
    }

    @Test
    void minuteLaterThereAreLinesAgain() {
        warn("a", 1000);
        clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        warn("a", 1000);

        assertThat(lines.lines()).hasSize(6);
    }

    @Test
    void clientsThatReconnectAllTheTimeDoNotFillTheLog() {
        for (int i = 0; i < 10_000; i++) {
            warn("client " + i, 1);
        }

        assertThat(lines.lines()).hasSize(101);
        assertThat(lines.lines().get(100)).contains("More than 100 connections");
    }
}
