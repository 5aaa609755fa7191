package io.hubplane.hub.cluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a hub class: who becomes present in a group, or no longer is, is announced to the group's members, each by its own
 * node. The client method gets one argument with {@code group}, {@code connectionId}, {@code node},
 * {@code userIdentifier} (may be null) and {@code data}, as in {@link Presence}. Presences in the hub as a whole are not
 * announced.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnnouncesPresence {
    /**
     * The client method for who is present from now on, or with other data.
     *
     * @return its name
     */
    String joined();

    /**
     * The client method for who is no longer present.
     *
     * @return its name
     */
    String left();
}
