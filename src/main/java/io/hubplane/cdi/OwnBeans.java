package io.hubplane.cdi;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds beans by which an application takes part, whatever their qualifiers: to look for the default one would pass over
 * others without a word, and find none where there are two.
 */
final class OwnBeans {
    private OwnBeans() {}

    /**
     * All beans of a type; if some are alternatives, those alone.
     *
     * @param beans the application's beans
     * @param type the type
     * @return one reference to each, in the order of the names of their classes
     */
    static <T> List<T> all(BeanManager beans, Class<T> type) {
        return found(beans, type).stream()
                .map(bean -> type.cast(beans.getReference(bean, type, beans.createCreationalContext(bean))))
                .toList();
    }

    /**
     * The bean of a type of which there may be one.
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
                .sorted(Comparator.comparing(bean -> bean.getBeanClass().getName()))
                .toList();
        List<Bean<?>> alternatives = found.stream().filter(Bean::isAlternative).toList();
        return alternatives.isEmpty() ? found : alternatives;
    }
}
