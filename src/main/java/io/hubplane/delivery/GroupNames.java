package io.hubplane.delivery;

import io.hubplane.hub.HubException;
import io.hubplane.lifetime.Delivery;
import java.util.Collection;
import java.util.Set;

/** Checks the names of groups. Often a client has chosen the name, so the client is told what is wrong with it. */
final class GroupNames {
    /** Longer than any sensible name, in UTF-16 characters. */
    private static final int LONGEST = 512;

    private GroupNames() {}

    /**
     * Checks the name of a group.
     *
     * @param delivery is told about a refused name
     * @throws HubException if the name is empty or too long
     */
    static String check(String name, Delivery delivery) {
        int length = Names.nonNull("group", name).length();
        if (length == 0 || length > LONGEST) {
            delivery.limitReached("group-name-length");
        }
        if (length == 0) {
            throw new HubException("The name of a group is empty; it must have 1 to " + LONGEST + " characters.");
        }
        if (length > LONGEST) {
            throw new HubException(
                    "The name of a group has " + length + " characters; it must have 1 to " + LONGEST + ".");
        }
        return name;
    }

    /** A copy of the names of groups without duplicates, in order. */
    static Set<String> checkAll(Collection<String> names, Delivery delivery) {
        Set<String> groups = Names.copy("groups", names);
        groups.forEach(name -> check(name, delivery));
        return groups;
    }
}
