package io.hubplane.abuse;

import java.util.Set;

/**
 * Something that anybody who reaches a farm can do to it.
 *
 * @param name what it is, as a test report is to say it
 * @param limits the settings, without {@code hubplane.}, that have to stop it: all are reached while it goes on
 * @param deed begins it; attackers go on with it until they are stopped
 */
record Attack(String name, Set<String> limits, Deed deed) {
    Attack(String name, Deed deed, String... limits) {
        this(name, Set.of(limits), deed);
    }

    /** Begins an attack. */
    @FunctionalInterface
    interface Deed {
        void begin(Attackers attackers);
    }

    @Override
    public String toString() {
        return name;
    }
}
