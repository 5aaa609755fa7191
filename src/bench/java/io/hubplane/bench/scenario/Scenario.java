package io.hubplane.bench.scenario;

import io.hubplane.bench.contestant.Contestant;
import java.io.IOException;

/** Something that happens the same way to every contestant. Stateless. */
public interface Scenario {
    /** What it is called in the report. */
    String name();

    /** How many nodes it takes. */
    default int nodes() {
        return 2;
    }

    /**
     * Whether a contestant can do what is asked here.
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
     * @return what it showed
     * @throws IOException if a client cannot connect or its connection ends
     */
    Measurement measure(Stage stage) throws IOException;
}
