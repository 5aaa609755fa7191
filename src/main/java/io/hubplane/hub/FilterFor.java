package io.hubplane.hub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Restricts a {@link HubFilter} to some hubs. Goes on the bean's class, or on the method or field that produces it. */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface FilterFor {
    /**
     * The hubs.
     *
     * @return classes annotated with {@link Hub}, at least one
     */
    Class<?>[] value();
}
