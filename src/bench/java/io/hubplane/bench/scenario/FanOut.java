package io.hubplane.bench.scenario;

import io.hubplane.bench.load.LoadClient;
import io.hubplane.bench.load.Wire;
import java.util.List;

/**
 * One client on each of two nodes sends to everybody.
 *
 * @param clients how many clients there are
 */
public record FanOut(int clients) implements Traffic {
    @Override
    public String name() {
        return "fan-out to " + clients;
    }

    @Override
    public int audience() {
        return clients;
    }

    @Override
    public int audiences() {
        return 1;
    }

    @Override
    public int underWay() {
        return 16;
    }

    @Override
    public void prepare(List<LoadClient> all, Wire wire) {}

    @Override
    public int publisher(int audience, long index) {
        return (int) (index % 2);
    }

    @Override
    public int audienceOf(int publisher) {
        return 0;
    }

    @Override
    public String message(Wire wire, int publisher, String payload) {
        return wire.toAll(payload);
    }
}
