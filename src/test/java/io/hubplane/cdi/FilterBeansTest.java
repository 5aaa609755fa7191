package io.hubplane.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.hub.FilterFor;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubFilter;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FilterBeansTest {
    @Hub("/one")
    static class OneHub {}

    @Hub("/two")
    static class TwoHub {}

    static class Audit implements HubFilter {}

    @Priority(10)
    static class Limit implements HubFilter {}

    static class Zeal implements HubFilter {}

    @FilterFor(OneHub.class)
    @Priority(1)
    static class OnlyOne implements HubFilter {}

    @FilterFor(String.class)
    static class OfNoHub implements HubFilter {}

    @FilterFor({})
    static class OfNothing implements HubFilter {}

    private final FilterBeans filters = new FilterBeans();

    private void find(Class<?>... types) {
        Arrays.stream(types).forEach(type -> filters.look(bean(type), declaration(type)));
    }

    private List<Class<?>> namesFor(Class<?> hub) {
        return filters.of(manager(), hub).stream()
                .<Class<?>>map(HubFilter::getClass)
                .toList();
    }

    private static Bean<?> bean(Class<?> type) {
        return fake(
                Bean.class, Map.of("getTypes", none -> Set.of(type, HubFilter.class), "getBeanClass", none -> type));
    }

    private static Annotated declaration(Class<?> type) {
        return fake(
                Annotated.class,
                Map.of(
                        "getAnnotation",
                        arguments -> type.getAnnotation(((Class<?>) arguments[0]).asSubclass(Annotation.class))));
    }

    private static BeanManager manager() {
        return fake(BeanManager.class, Map.of("createCreationalContext", none -> null, "getReference", arguments -> {
            Class<?> type = ((Bean<?>) arguments[0]).getBeanClass();
            try {
                return type.getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }));
    }

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.getOrDefault(method.getName(), none -> type.getSimpleName())
                        .apply(arguments)));
    }

    @Test
    void lowerPriorityIsOutermostAndThenTheNameDecides() {
        find(Zeal.class, Audit.class, Limit.class);
        assertThat(namesFor(OneHub.class)).containsExactly(Limit.class, Audit.class, Zeal.class);
    }

    @Test
    void filterForAHubIsInsideOfThoseForAll() {
        find(OnlyOne.class, Audit.class);
        assertThat(namesFor(OneHub.class)).containsExactly(Audit.class, OnlyOne.class);
        assertThat(namesFor(TwoHub.class)).containsExactly(Audit.class);
    }

    @Test
    void filterForWhatIsNoHubIsRefused() {
        assertThatThrownBy(() -> find(OfNoHub.class))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("java.lang.String, which is not a @Hub class");
        assertThatThrownBy(() -> find(OfNothing.class))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("without a hub; name at least one, or remove");
    }
}
