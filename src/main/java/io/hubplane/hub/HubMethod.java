package io.hubplane.hub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a hub method a name for clients that differs from its Java name. It also lets clients call a method that has a
 * platform annotation unknown to Hubplane; on a method that is known to be called by others it is refused at
 * deployment.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface HubMethod {
    /**
     * The name that clients call, matched ignoring case.
     *
     * @return the name, not blank
     */
    String value();
}
