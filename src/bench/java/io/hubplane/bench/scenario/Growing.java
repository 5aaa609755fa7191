package io.hubplane.bench.scenario;

import java.io.IOException;

/**
 * A scenario of a certain size, one of several that show how cost grows.
 *
 * @param growth where it stands among them
 * @param nodes how many nodes it takes
 * @param publishing what happens
 */
public record Growing(Growth growth, int nodes, Publishing publishing) implements Scenario {
    @Override
    public String name() {
        return growth.series() + ": " + growth.size() + " " + growth.unit();
    }

    @Override
    public Measurement measure(Stage stage) throws IOException {
        Measurement measurement = publishing.measure(stage);
        return new Measurement(measurement.contestant(), name(), measurement.figures(), measurement.fault(), growth);
    }
}
