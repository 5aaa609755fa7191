package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.ReadThrottle;
import io.hubplane.fake.HeldCollections;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.hub.Hub;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdleConnectionTest {
    private static final Set<Class<?>> SHARED = Set.of(
            HubInvocations.class, HubLifecycleCalls.class, ReadThrottle.class, FakeCaller.class, ManualExecutor.class);

    @Hub("/idle")
    static final class Idle {}

    @Test
    void connectionThatHasNeverCalledKeepsNoCollection() throws IllegalAccessException {
        assertThat(HeldCollections.of(new DispatchFixture(new Idle()).connect(), SHARED))
                .isEmpty();
    }
}
