package io.hubplane.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackplaneCountsTest {
    @Test
    void everyEventOfABackplaneIsPassedOn() throws ReflectiveOperationException {
        List<String> heard = new ArrayList<>();
        HubObserver recording = (HubObserver) Proxy.newProxyInstance(
                HubObserver.class.getClassLoader(), new Class<?>[] {HubObserver.class}, (proxy, method, arguments) -> {
                    heard.add(method.getName());
                    return null;
                });
        List<Method> events = Arrays.stream(HubObserver.class.getMethods())
                .filter(method -> method.getName().startsWith("backplane"))
                .toList();

        for (Method event : events) {
            event.invoke(
                    new BackplaneCounts(recording),
                    Arrays.stream(event.getParameterTypes())
                            .map(type -> Array.get(Array.newInstance(type, 1), 0))
                            .toArray());
        }

        assertThat(heard)
                .hasSizeGreaterThan(5)
                .containsExactlyElementsOf(events.stream().map(Method::getName).toList());
    }

    @Test
    void whatHappensIsCounted() {
        BackplaneCounts counts = new BackplaneCounts(HubObserver.NONE);
        assertThat(counts.isObserved()).isFalse();

        counts.backplanePublished(10, 1);
        counts.backplanePublished(10, 1);
        counts.backplanePublishFailed();
        counts.backplaneReceived(7);
        counts.backplaneGap("all", 40);
        counts.backplaneGap("all", 2);
        counts.backplaneRecovered("all", 6);
        counts.backplaneInterrupted();
        counts.backplaneRestored();

        assertThat(counts.statistics(true, 3, 4, 5))
                .isEqualTo(new BackplaneStatistics(true, 3, 4, 5, 2, 1, 1, 42, 6, 1));
    }

    @Test
    void limitsAreCountedAndToldByTheirNames() {
        List<String> heard = new ArrayList<>();
        LimitCounts counts = new LimitCounts(new HubObserver() {
            @Override
            public void limitReached(String hub, String limit) {
                heard.add(hub + " " + limit);
            }
        });
        counts.limitReached("chat", "a");
        counts.limitReached("", "a");
        counts.limitReached("", "b");

        assertThat(counts.counts()).isEqualTo(Map.of("a", 2L, "b", 1L));
        assertThat(heard).containsExactly("chat a", " a", " b");
    }
}
