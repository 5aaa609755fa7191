package io.hubplane.hub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a hub method another name towards clients than its Java name. It also says that clients may call a method with an
 * annotation of the platform that Hubplane does not know; one that others are known to call is refused at deployment.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface HubMethod {
    /**
     * The name clients call, matched ignoring case.
     *
     * @return the name, not blank
     */
    String value();
}
