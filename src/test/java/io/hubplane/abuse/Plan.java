package io.hubplane.abuse;

import java.time.Duration;

/**
 * For how long each thing is measured.
 *
 * @param quiet for how long healthy clients are measured while nobody attacks, before and after each attack
 * @param attack for how long they are measured while somebody does
 * @param rounds how often an attack is made, at most: waits that are longer each time are not chance on a busy machine
 */
record Plan(Duration quiet, Duration attack, int rounds) {
    private static final Plan SHORT = new Plan(Duration.ofMillis(1200), Duration.ofSeconds(2), 3);

    /** The time that each attack takes besides, to see that nothing is left. */
    private static final Duration BESIDES = Duration.ofSeconds(6);

    /** The plan that the system property {@code abuse.minutes} asks for, 0 for the shortest. */
    static Plan chosen(int attacks) {
        int minutes = Integer.getInteger("abuse.minutes", 0);
        Duration share = Duration.ofMinutes(minutes).dividedBy(attacks).minus(BESIDES);
        return share.compareTo(SHORT.attack) > 0 ? new Plan(Duration.ofSeconds(3), share, SHORT.rounds) : SHORT;
    }
}
