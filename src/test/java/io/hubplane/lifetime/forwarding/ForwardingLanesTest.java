package io.hubplane.lifetime.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hubplane.connection.TokenDigest;
import io.hubplane.fake.ManualExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** In what order, and by how many threads, forwarded requests are handled. */
class ForwardingLanesTest {
    private static final TokenDigest ANN = TokenDigest.of("ann");
    private static final TokenDigest BOB = TokenDigest.of("bob");

    private final ManualExecutor executor = new ManualExecutor();
    private final ForwardingLanes lanes = new ForwardingLanes(executor);
    private final List<String> done = new ArrayList<>();

    private ForwardingLanes.Step step(String name) {
        return new ForwardingLanes.Step(() -> done.add(name), refused -> done.add(name + " refused"));
    }

    @Test
    void aConnectionOccupiesOneThreadAndKeepsItsOrder() {
        lanes.run(ANN, step("ann 1"));
        lanes.run(ANN, step("ann 2"));
        lanes.run(BOB, step("bob 1"));
        lanes.run(ANN, step("ann 3"));

        assertThat(executor.waiting()).isEqualTo(2);
        executor.runAll();
        assertThat(done).containsExactly("ann 1", "bob 1", "ann 2", "ann 3");
        assertThat(done.stream().filter(name -> name.startsWith("ann"))).containsExactly("ann 1", "ann 2", "ann 3");
    }

    @Test
    void aPollDoesNotWaitForOthersOfItsConnection() {
        lanes.run(ANN, step("post"));
        lanes.runBeside(step("poll"));

        assertThat(executor.waiting()).isEqualTo(2);
    }

    @Test
    void whatFailsDoesNotHoldUpWhatFollows() {
        lanes.run(
                ANN,
                new ForwardingLanes.Step(
                        () -> {
                            throw new IllegalStateException("bug");
                        },
                        refused -> {}));
        lanes.run(ANN, step("next"));

        assertThatIllegalStateException().isThrownBy(executor::runAll);
        executor.runAll();
        assertThat(done).containsExactly("next");
    }

    @Test
    void stepThatTheExecutorRefusesIsToldSo() {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        ForwardingLanes refusing = new ForwardingLanes(full);

        refusing.run(ANN, step("post"));
        refusing.run(ANN, step("again"));
        refusing.runBeside(step("poll"));

        assertThat(done).containsExactly("post refused", "again refused", "poll refused");
    }
}
