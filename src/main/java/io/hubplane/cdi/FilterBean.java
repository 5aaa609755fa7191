package io.hubplane.cdi;

import io.hubplane.hub.HubFilter;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Comparator;
import java.util.Set;

/**
 * A filter of the application.
 *
 * @param hubs the hubs that it filters; none means all
 * @param priority its priority; filters with lower numbers nest around others
 */
record FilterBean(Bean<?> bean, Set<Class<?>> hubs, int priority) {
    /** The outermost first: filters of all hubs, then by priority, then by name. */
    static final Comparator<FilterBean> NESTING = Comparator.<FilterBean, Boolean>comparing(
                    filter -> !filter.hubs.isEmpty())
            .thenComparing(FilterBean::priority)
            .thenComparing(filter -> filter.bean.getBeanClass().getName());

    boolean filters(Class<?> hub) {
        return hubs.isEmpty() || hubs.contains(hub);
    }

    HubFilter instance(BeanManager beans) {
        return (HubFilter) beans.getReference(bean, HubFilter.class, beans.createCreationalContext(bean));
    }
}
