package io.hubplane.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the beans by which an application extends Hubplane, regardless of qualifiers: a lookup with the default
 * qualifier would silently ignore beans with others, and would find none if there are two.
 */
final class ApplicationBeans {
    private static final Comparator<Bean<?>> ORDER = Comparator.<Bean<?>>comparingInt(ApplicationBeans::priority)
            .thenComparing(bean -> bean.getBeanClass().getName());

    private ApplicationBeans() {}

    private static int priority(Bean<?> bean) {
        if (bean instanceof Prioritized prioritized) {
            return prioritized.getPriority();
        }
        // A class's priority counts for its own bean, not for beans that it produces.
        Priority priority = bean.getTypes().contains(bean.getBeanClass())
                ? bean.getBeanClass().getAnnotation(Priority.class)
                : null;
        return priority == null ? Integer.MAX_VALUE : priority.value();
    }

    /**
     * All beans of a type; if some are alternatives, only those.
     *
     * @param beans the application's beans
     * @param type the type
     * @return one reference to each, the lowest {@code @Priority} first and those without one last, then in the order of
     *     their class names
     */
    static <T> List<T> all(BeanManager beans, Class<T> type) {
        return found(beans, type).stream()
                .map(bean -> type.cast(beans.getReference(bean, type, beans.createCreationalContext(bean))))
                .toList();
    }

    /**
     * The bean of a type that may have only one.
     *
     * @param beans the application's beans
     * @param type the type
     * @return a reference to it, or empty if there is none
     * @throws DeploymentException if there are several
     */
    static <T> Optional<T> only(BeanManager beans, Class<T> type) {
        List<Bean<?>> found = found(beans, type);
        if (found.size() > 1) {
            throw new DeploymentException("An application may have one bean of type " + type.getName()
                    + ", or mark one of several as @Alternative with a @Priority; these are "
                    + found.stream().map(bean -> bean.getBeanClass().getName()).toList());
        }
        return all(beans, type).stream().findFirst();
    }

    private static List<Bean<?>> found(BeanManager beans, Class<?> type) {
        List<Bean<?>> found = beans.getBeans(type, Any.Literal.INSTANCE).stream()
                .sorted(ORDER)
                .toList();
        List<Bean<?>> alternatives = found.stream().filter(Bean::isAlternative).toList();
        return alternatives.isEmpty() ? found : alternatives;
    }
}
