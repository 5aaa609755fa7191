package io.hubplane.backplane.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hubplane.backplane.sequence.ResendOptions;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisOptionsTest {
    private static RedisOptions options(String uri) {
        return RedisOptions.of(URI.create(uri), "");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://localhost, redis://localhost",
        "redis://:secret@localhost:6379/3, redis://:***@localhost:6379/3",
        "rediss://hub:s%3Acr:et@redis.example, rediss://hub:***@redis.example"
    })
    void passwordIsNeverShown(String uri, String shown) {
        assertThat(options(uri).place()).isEqualTo(shown);
        assertThat(options(uri).toString()).contains("uri=" + shown + ",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://:secret@localhost",
                "http://secret@localhost",
                "redis://:sec/secret@localhost",
                "localhost:6379",
                "redis:///0",
                "redis://:se@secret@localhost",
                "redis://localhost/one",
                "redis://localhost:0",
                "redis://localhost:65536",
                "redis-sentinel://host"
            })
    void otherUriIsRefusedWithoutShowingThePassword(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(uri))
                .withMessageStartingWith("hubplane.redis.uri is ")
                .withMessageContaining("must be redis://")
                .withMessageNotContaining("secret");
    }

    @Test
    void passwordWithoutColonIsNotTakenForAUser() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options("redis://secret@localhost"))
                .withMessageContaining("redis://:password@host")
                .withMessageNotContaining("secret");
    }

    @Test
    void durationsAndCountsHaveBounds() {
        RedisOptions good = options("redis://localhost");
        PublishOptions publish = PublishOptions.DEFAULTS;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisOptions(
                        good.uri(),
                        "",
                        Duration.ZERO,
                        good.commandTimeout(),
                        good.pingInterval(),
                        publish,
                        good.resend()))
                .withMessage("connectTimeout is PT0S, must be 1 ms to 24 h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisOptions(
                        good.uri(),
                        "",
                        good.connectTimeout(),
                        good.commandTimeout(),
                        Duration.ofHours(25),
                        publish,
                        good.resend()))
                .withMessage("pingInterval is PT25H, must be 1 ms to 24 h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublishOptions(0, 1024, 0, Duration.ZERO, true))
                .withMessage("queueMessages is 0, must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublishOptions(1, 1023, 0, Duration.ZERO, true))
                .withMessage("queueBytes is 1023, must be at least 1024");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublishOptions(1, 1024, -1, Duration.ZERO, true))
                .withMessage("outageBytes is -1, must be at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublishOptions(1, 1024, 0, Duration.ofHours(25), true))
                .withMessage("outageTime is PT25H, must be 0 to 24 h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResendOptions(-1, Duration.ZERO))
                .withMessage("bytes is -1, must be at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResendOptions(1, Duration.ofMinutes(6)))
                .withMessage("time is PT6M, must be 0 to 5 min");
    }
}
