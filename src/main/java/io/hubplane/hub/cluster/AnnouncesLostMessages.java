package io.hubplane.hub.cluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a hub class: clients that have missed messages of another node are told so, each by its own node, and can ask for
 * the present state. The client method gets one argument with {@code node}, {@code receivers} ({@code "all"},
 * {@code "group"}, {@code "user"} or {@code "connections"}), {@code name} and {@code count}, as in {@link MessagesLost}.
 * If single connections have missed something, it is not known which, so all of the node's are told.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnnouncesLostMessages {
    /**
     * The client method.
     *
     * @return its name
     */
    String value();
}
