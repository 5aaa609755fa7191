package io.hubplane.bench.scenario;

import io.hubplane.bench.load.LoadClient;
import io.hubplane.bench.load.Wire;
import java.util.List;

/**
 * Rooms in which all members send in turn, and with few messages at a time: one to a room, then one to the next. Few
 * messages share a frame or a publication with others, as in most chats.
 *
 * @param rooms the rooms
 * @param underWayInAll how many messages are under way in all rooms together; 0 if a rate determines it
 */
public record Turns(Rooms rooms, int underWayInAll) implements Traffic {
    @Override
    public String name() {
        return rooms.name() + " by turns" + (underWayInAll == 0 ? "" : ", " + underWayInAll + " under way");
    }

    @Override
    public int clients() {
        return rooms.clients();
    }

    @Override
    public int audience() {
        return rooms.audience();
    }

    @Override
    public int audiences() {
        return rooms.audiences();
    }

    @Override
    public int underWay() {
        return Math.max(1, underWayInAll / audiences());
    }

    @Override
    public void prepare(List<LoadClient> clients, Wire wire) {
        rooms.prepare(clients, wire);
    }

    @Override
    public int publisher(int audience, long index) {
        return audience * rooms.size() + (int) (index % rooms.size());
    }

    @Override
    public int audienceOf(int publisher) {
        return rooms.audienceOf(publisher);
    }

    @Override
    public String message(Wire wire, int publisher, String payload) {
        return rooms.message(wire, publisher, payload);
    }
}
