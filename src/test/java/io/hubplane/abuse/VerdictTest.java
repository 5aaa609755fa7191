package io.hubplane.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.abuse.Latencies.Need;
import io.hubplane.abuse.Latencies.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Latencies QUICK = waits(10, 10);
    private static final Latencies SLOW = waits(10, 800);

    /** 200 waits for each need, three of them longer than the others, in milliseconds. */
    private static Latencies waits(long most, long some) {
        return waits(most, some, 0);
    }

    /** The same, while threads were woken too late by some milliseconds. */
    private static Latencies waits(long most, long some, long oversleep) {
        List<Wait> waits = new ArrayList<>();
        for (Need need : Need.values()) {
            for (int i = 0; i < 200; i++) {
                waits.add(new Wait(need, (i % 70 == 0 ? some : most) * 1_000_000));
            }
        }
        return Latencies.of(waits, List.of(oversleep * 1_000_000));
    }

    private static Verdict verdict(Latencies before, Latencies during, Latencies after) {
        return new Verdict(before, Optional.empty(), during, after);
    }

    @Test
    void oneWaitInAHundredMayNotBeLongerThanTwiceThatOfQuietTimes() {
        assertThat(verdict(SLOW, waits(10, 1600), SLOW).complaints()).isEmpty();
        assertThat(verdict(SLOW, waits(10, 1601), SLOW).complaints())
                .hasSameSizeAs(Need.values())
                .first()
                .isEqualTo("calls: p99 1601.0 ms, in quiet times 800.0 ms, while others were attacked 0.0 ms");
    }

    @Test
    void whatIsNoiseDoesNotCount() {
        assertThat(verdict(QUICK, waits(10, 250), QUICK).complaints()).isEmpty();
        assertThat(verdict(QUICK, waits(10, 251), QUICK).complaints()).isNotEmpty();
    }

    @Test
    void loadOfTheMachineItselfIsAllowedFor() {
        assertThat(verdict(QUICK, waits(10, 350, 10), QUICK).complaints()).isEmpty();
        assertThat(verdict(QUICK, waits(10, 351, 10), QUICK).complaints()).isNotEmpty();
        assertThat(verdict(waits(10, 10, 10), waits(10, 251, 10), waits(10, 10, 10))
                        .complaints())
                .isNotEmpty();
    }

    @Test
    void waitsWhileOthersWereAttackedAreAllowedForInsteadOfTheLoadOfTheMachine() {
        Optional<Latencies> beside = Optional.of(waits(10, 400, 50));
        assertThat(new Verdict(QUICK, beside, waits(10, 800, 50), QUICK).complaints())
                .isEmpty();
        assertThat(new Verdict(QUICK, beside, waits(10, 801, 50), QUICK).complaints())
                .first()
                .isEqualTo("calls: p99 801.0 ms, in quiet times 10.0 ms, while others were attacked 400.0 ms");
    }

    @Test
    void quietTimesAreThoseBeforeAndAfter() {
        assertThat(verdict(SLOW, waits(10, 1200), QUICK).complaints()).isEmpty();
        assertThat(verdict(QUICK, waits(10, 1200), SLOW).complaints()).isEmpty();
    }

    @Test
    void lessThanOneWaitInAHundredMayBeLong() {
        List<Wait> waits = new ArrayList<>();
        for (Need need : Need.values()) {
            for (int i = 0; i < 200; i++) {
                waits.add(new Wait(need, i == 0 ? 5_000_000_000L : 10_000_000));
            }
        }
        assertThat(verdict(QUICK, Latencies.of(waits, List.of(0L)), QUICK).complaints())
                .isEmpty();
    }
}
