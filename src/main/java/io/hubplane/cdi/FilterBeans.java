package io.hubplane.cdi;

import io.hubplane.hub.FilterFor;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubFilter;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The application's filters, in the order in which they nest. Found while CDI starts; only read afterwards. */
final class FilterBeans {
    private final List<FilterBean> found = new ArrayList<>();

    /**
     * Adds a bean if it is a filter.
     *
     * @throws DefinitionException if it is a filter for a class that is not a hub
     */
    void look(Bean<?> bean, @Nullable Annotated declaration) {
        if (!bean.getTypes().contains(HubFilter.class)) {
            return;
        }
        FilterFor restriction = annotation(declaration, FilterFor.class);
        Set<Class<?>> hubs = restriction == null ? Set.of() : Set.copyOf(List.of(restriction.value()));
        if (restriction != null && hubs.isEmpty()) {
            throw new DefinitionException("The filter " + bean + " is marked @FilterFor without a hub; name at"
                    + " least one, or remove the annotation to filter all hubs");
        }
        hubs.stream()
                .filter(hub -> !hub.isAnnotationPresent(Hub.class))
                .findFirst()
                .ifPresent(hub -> {
                    throw new DefinitionException("The filter " + bean + " is marked @FilterFor " + hub.getName()
                            + ", which is not a @Hub class");
                });
        Priority priority = annotation(declaration, Priority.class);
        found.add(new FilterBean(bean, hubs, priority == null ? Integer.MAX_VALUE : priority.value()));
    }

    private static <A extends Annotation> @Nullable A annotation(@Nullable Annotated declaration, Class<A> type) {
        // A bean made by an extension need not be declared anywhere.
        return declaration == null ? null : declaration.getAnnotation(type);
    }

    /** The filters of a hub, the outermost first. */
    List<HubFilter> of(BeanManager beans, Class<?> hubClass) {
        return found.stream()
                .filter(filter -> filter.filters(hubClass))
                .sorted(FilterBean.NESTING)
                .map(filter -> filter.instance(beans))
                .toList();
    }
}
