package io.hubplane.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.hub.HubRequest;
import io.hubplane.hub.UserIdProvider;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ApplicationBeansTest {
    static class ByName implements UserIdProvider {
        @Override
        public Optional<String> userIdentifier(HubRequest request) {
            return Optional.of("name");
        }
    }

    static class ByDesk extends ByName {}

    static class ByAlternative extends ByName {}

    @Priority(20)
    static class Late extends ByName {}

    @Priority(10)
    static class Soon extends ByName {}

    private static BeanManager beans(Class<?>... types) {
        Set<Bean<?>> found = new LinkedHashSet<>();
        Arrays.stream(types).forEach(type -> found.add(bean(type)));
        return fake(
                BeanManager.class,
                Map.of(
                        "getBeans",
                        arguments -> {
                            assertThat((Annotation[]) arguments[1])
                                    .as("beans with qualifiers count too")
                                    .containsExactly(Any.Literal.INSTANCE);
                            return found;
                        },
                        "getReference",
                        arguments -> made(((Bean<?>) arguments[0]).getBeanClass())));
    }

    private static Object made(Class<?> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Bean<?> bean(Class<?> type) {
        return fake(
                Bean.class,
                Map.of(
                        "getBeanClass",
                        none -> type,
                        "getTypes",
                        none -> Set.of(type, Object.class),
                        "isAlternative",
                        none -> type == ByAlternative.class));
    }

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default ->
                        answers.getOrDefault(method.getName(), none -> null).apply(arguments);
                }));
    }

    @Test
    void thoseWithAPriorityComeFirstTheLowestOfAll() {
        assertThat(ApplicationBeans.all(
                        beans(ByName.class, Late.class, ByDesk.class, Soon.class), UserIdProvider.class))
                .extracting(Object::getClass)
                .isEqualTo(List.of(Soon.class, Late.class, ByDesk.class, ByName.class));
    }

    @Test
    void allBeansTakePartInTheOrderOfTheirNames() {
        assertThat(ApplicationBeans.all(beans(ByName.class, ByDesk.class), UserIdProvider.class))
                .extracting(Object::getClass)
                .isEqualTo(List.of(ByDesk.class, ByName.class));
    }

    @Test
    void alternativesReplaceTheOthers() {
        assertThat(ApplicationBeans.only(beans(ByName.class, ByAlternative.class), UserIdProvider.class))
                .containsInstanceOf(ByAlternative.class);
    }

    @Test
    void severalWhereThereMayBeOneAreRefusedByName() {
        assertThatThrownBy(() -> ApplicationBeans.only(beans(ByName.class, ByDesk.class), UserIdProvider.class))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll(
                        UserIdProvider.class.getName(), ByName.class.getName(), ByDesk.class.getName(), "@Alternative");
    }

    @Test
    void withoutABeanThereIsNone() {
        assertThat(ApplicationBeans.only(beans(), UserIdProvider.class)).isEmpty();
    }
}
