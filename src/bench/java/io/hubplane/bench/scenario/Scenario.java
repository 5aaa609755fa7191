package io.hubplane.bench.scenario;

import io.hubplane.bench.contestant.Contestant;
import java.io.IOException;

/** Something that happens in the same way with every contestant. Stateless. */
public interface Scenario {
    /** Its name in the report. */
    String name();

    /** How many nodes it needs. */
    default int nodes() {
        return 2;
    }

    /**
     * Whether a contestant can play it.
     *
     * @param contestant the contestant
     * @return false to leave it out
     */
    default boolean suits(Contestant contestant) {
        return contestant.hasClients();
    }

    /**
     * Whether it is played once only and without practice, since it takes minutes and shows the same each time.
     *
     * @return true if so
     */
    default boolean onceIsEnough() {
        return false;
    }

    /**
     * Plays it once.
     *
     * @param stage the nodes it is played on
     * @return the results
     * @throws IOException if a client cannot connect or its connection ends
     */
    Measurement measure(Stage stage) throws IOException;
}
