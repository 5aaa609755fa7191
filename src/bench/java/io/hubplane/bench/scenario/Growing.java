package io.hubplane.bench.scenario;

import java.io.IOException;

/**
 * A scenario with one size of several, which together show how cost grows.
 *
 * @param growth its place among them
 * @param nodes how many nodes it needs
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
