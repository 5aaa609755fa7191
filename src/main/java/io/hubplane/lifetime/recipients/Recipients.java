package io.hubplane.lifetime.recipients;

import java.util.Collection;
import java.util.Set;

/** The recipients of a message, on all nodes. Immutable, if the collections are. */
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

    /** The members of one group, if there are any. */
    static Recipients group(String name) {
        return new Groups(Set.of(name), Set.of());
    }

    /** The connections of one user, if there are any. */
    static Recipients user(String identifier) {
        return new Users(Set.of(identifier));
    }

    /**
     * Every connection except some.
     *
     * @param excluded the ids of the excluded connections
     */
    record All(Collection<String> excluded) implements Recipients {}

    /**
     * Some connections; ids without a connection are skipped.
     *
     * @param ids the connections' ids
     */
    record Connections(Collection<String> ids) implements Recipients {}

    /**
     * The members of some groups, except some connections. A connection that is in two of the groups receives the
     * message twice.
     *
     * @param names the groups' names; empty ones are skipped
     * @param excluded the ids of the excluded connections
     */
    record Groups(Collection<String> names, Collection<String> excluded) implements Recipients {}

    /**
     * The connections of some users.
     *
     * @param identifiers the user identifiers; empty ones are skipped
     */
    record Users(Collection<String> identifiers) implements Recipients {}
}
