package io.hubplane.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class GuardedHubObserverTest {
    private final HubObserver failing = new HubObserver() {
        @Override
        public void backplaneRestored() {
            throw new IllegalStateException("observer failed");
        }
    };

    @Test
    void failureOfAnObserverGoesNoFurther() {
        assertThatNoException().isThrownBy(() -> GuardedHubObserver.of(failing).backplaneRestored());
    }

    @Test
    void guardedObserverIsNotGuardedAgain() {
        HubObserver guarded = GuardedHubObserver.of(failing);
        assertThat(GuardedHubObserver.of(guarded)).isSameAs(guarded);
    }

    @Test
    void observerThatDoesNothingNeedsNoGuard() {
        assertThat(GuardedHubObserver.of(HubObserver.NONE)).isSameAs(HubObserver.NONE);
    }
}
