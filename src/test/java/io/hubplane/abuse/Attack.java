package io.hubplane.abuse;

import java.util.Set;

/**
 * Something that anybody who can reach a farm can do to it.
 *
 * @param name its name in the test report
 * @param limits the settings, without {@code hubplane.}, that must stop it: all are reached during the attack
 * @param deed begins it; it continues until the attackers are stopped
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
