package io.hubplane.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.hubplane.fake.LogCapture;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    void errorOfAnObserverGoesNoFurtherEither() {
        HubObserver incomplete = new HubObserver() {
            @Override
            public void backplaneRestored() {
                throw new NoClassDefFoundError("left out of the application");
            }
        };
        assertThatNoException()
                .isThrownBy(() -> GuardedHubObserver.of(incomplete).backplaneRestored());
    }

    @Test
    void observerThatFailsAtEveryEventFillsNoLog() {
        try (LogCapture log = new LogCapture(GuardedHubObserver.class)) {
            HubObserver guarded = GuardedHubObserver.of(failing);
            for (int i = 0; i < 1000; i++) {
                guarded.backplaneRestored();
            }

            assertThat(log.lines()).hasSize(10);
            assertThat(log.lines().get(0)).isEqualTo("WARNING An observer failed; it misses the event");
            assertThat(log.lines().get(9)).endsWith("(512 times so far)");
        }
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

    @Test
    void severalObserversHearOfEachEventAlsoAfterOneHasFailed() {
        List<String> heard = new ArrayList<>();
        HubObserver hearing = new HubObserver() {
            @Override
            public void backplaneRestored() {
                heard.add("restored");
            }
        };
        GuardedHubObserver.of(List.of(hearing, failing, HubObserver.NONE, hearing))
                .backplaneRestored();
        assertThat(heard).containsExactly("restored", "restored");
    }

    @Test
    void everyEventIsPassedOn() throws ReflectiveOperationException {
        List<String> heard = new ArrayList<>();
        HubObserver recording = (HubObserver) Proxy.newProxyInstance(
                HubObserver.class.getClassLoader(), new Class<?>[] {HubObserver.class}, (proxy, method, arguments) -> {
                    heard.add(method.getName());
                    return null;
                });
        HubObserver guarded = GuardedHubObserver.of(recording);
        List<Method> events = Arrays.stream(HubObserver.class.getMethods())
                .filter(Method::isDefault)
                .toList();

        for (Method event : events) {
            event.invoke(
                    guarded,
                    Arrays.stream(event.getParameterTypes())
                            .map(type -> Array.get(Array.newInstance(type, 1), 0))
                            .toArray());
        }

        assertThat(heard)
                .hasSizeGreaterThan(10)
                .containsExactlyElementsOf(events.stream().map(Method::getName).toList());
    }
}
