package io.hubplane.bench.scenario;

import io.hubplane.bench.load.LoadClient;
import io.hubplane.bench.load.Wire;
import java.util.List;

/**
 * Many small rooms with all members on the first of two nodes, and the same number of clients, in no room, on the
 * other.
 *
 * @param clients how many clients there are, on both nodes together
 * @param size how many members a room has
 */
record RoomsOnOneNode(int clients, int size) implements Traffic {
    @Override
    public String name() {
        return audiences() + " rooms of " + size + " on one node";
    }

    @Override
    public int audience() {
        return size;
    }

    @Override
    public int audiences() {
        return clients / 2 / size;
    }

    @Override
    public int underWay() {
        return 4;
    }

    @Override
    public void prepare(List<LoadClient> all, Wire wire) {
        for (LoadClient client : all) {
            if (client.number() % 2 == 0) {
                client.send(wire.join(room(client.number())));
            }
        }
    }

    private String room(int client) {
        return "here" + audienceOf(client);
    }

    @Override
    public int publisher(int audience, long index) {
        return 2 * (audience * size + (int) (index % 2));
    }

    @Override
    public int audienceOf(int publisher) {
        return publisher / 2 / size;
    }

    @Override
    public String message(Wire wire, int publisher, String payload) {
        return wire.toRoom(room(publisher), payload);
    }
}
