package io.hubplane.bench.scenario;

import io.hubplane.bench.load.LoadClient;
import io.hubplane.bench.load.Wire;
import java.util.List;

/**
 * Many small rooms, with half of the members on each node; two members of each room publish, one on each node.
 *
 * @param clients how many clients there are, a multiple of the size
 * @param size how many members a room has, an even number
 */
public record Rooms(int clients, int size) implements Traffic {
    @Override
    public String name() {
        return clients / size + " rooms of " + size;
    }

    @Override
    public int audience() {
        return size;
    }

    @Override
    public int audiences() {
        return clients / size;
    }

    @Override
    public int underWay() {
        return 16;
    }

    @Override
    public void prepare(List<LoadClient> all, Wire wire) {
        for (LoadClient client : all) {
            client.send(wire.join(room(client.number())));
        }
    }

    private String room(int client) {
        return "room" + audienceOf(client);
    }

    @Override
    public int publisher(int audience, long index) {
        return audience * size + (int) (index % 2);
    }

    @Override
    public int audienceOf(int publisher) {
        return publisher / size;
    }

    @Override
    public String message(Wire wire, int publisher, String payload) {
        return wire.toRoom(room(publisher), payload);
    }
}
