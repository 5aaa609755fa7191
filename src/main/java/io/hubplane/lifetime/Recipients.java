package io.hubplane.lifetime;

import java.util.Collection;
import java.util.Set;

/** Whom a message is for, on all nodes. Immutable, if the collections are. */
public sealed interface Recipients {
    /** Every connection. */
    Recipients ALL = new All(Set.of());

    /**
     * One connection.
     *
     * @param connectionId its id
     * @return the recipient, if there is such a connection
     */
    static Recipients connection(String connectionId) {
        return new Connections(Set.of(connectionId));
    }

    /**
     * The members of one group.
     *
     * @param name the group's name
     * @return the recipients, if there are any
     */
    static Recipients group(String name) {
        return new Groups(Set.of(name), Set.of());
    }

    /**
     * The connections of one user.
     *
     * @param identifier the user identifier
     * @return the recipients, if there are any
     */
    static Recipients user(String identifier) {
        return new Users(Set.of(identifier));
    }

    /**
     * Every connection but some.
     *
     * @param excluded the ids of the connections left out
     */
    record All(Collection<String> excluded) implements Recipients {}

    /**
     * Some connections; ids that no connection has are skipped.
     *
     * @param ids the connections' ids
     */
    record Connections(Collection<String> ids) implements Recipients {}

    /**
     * The members of some groups but some; a member of two is a recipient twice.
     *
     * @param names the groups' names; empty ones are skipped
     * @param excluded the ids of the connections left out
     */
    record Groups(Collection<String> names, Collection<String> excluded) implements Recipients {}

    /**
     * The connections of some users.
     *
     * @param identifiers the user identifiers; empty ones are skipped
     */
    record Users(Collection<String> identifiers) implements Recipients {}
}
