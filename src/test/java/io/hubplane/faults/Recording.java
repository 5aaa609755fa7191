package io.hubplane.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What clients said and heard. All times are in milliseconds of one clock.
 *
 * @param sent what they said, in order
 * @param received what each client has heard, in order; a client's index is its number
 * @param presences when which client could hear, in order for each client
 */
record Recording(List<Sent> sent, List<List<Received>> received, List<Presence> presences) {
    /**
     * A message.
     *
     * @param scope 0 for everybody, from 1 for a room
     * @param number counts what the sender has said to the scope, from 1
     * @param node the sender's node
     * @param answered when the hub had taken it; infinite if it has not said so
     */
    record Sent(int sender, int scope, int number, double at, String node, double answered) {
        /** What tells a message from all others. */
        record Key(int scope, int sender, int number) {}

        Key key() {
            return new Key(scope, sender, number);
        }
    }

    /** A message that has arrived. */
    record Received(int scope, int sender, int number, double at) {}

    /**
     * A time during which a client could hear its room and everybody.
     *
     * @param room its room's scope
     * @param to infinite if it goes on
     */
    record Presence(int client, int room, String node, double from, double to) {}

    /** Reads what {@code audited-clients.mjs} has written down. */
    static Recording of(JsonNode record) {
        List<Sent> sent = new ArrayList<>();
        for (JsonNode each : record.get("sent")) {
            sent.add(new Sent(
                    each.get("sender").intValue(),
                    each.get("scope").intValue(),
                    each.get("number").intValue(),
                    each.get("at").doubleValue(),
                    each.get("node").textValue(),
                    time(each.get("answered"))));
        }
        List<List<Received>> received = new ArrayList<>();
        for (JsonNode client : record.get("received")) {
            List<Received> heard = new ArrayList<>();
            for (JsonNode each : client) {
                heard.add(new Received(
                        each.get(0).intValue(),
                        each.get(1).intValue(),
                        each.get(2).intValue(),
                        each.get(3).doubleValue()));
            }
            received.add(heard);
        }
        List<Presence> presences = new ArrayList<>();
        for (JsonNode each : record.get("presences")) {
            presences.add(new Presence(
                    each.get("client").intValue(),
                    each.get("room").intValue(),
                    each.get("node").textValue(),
                    each.get("from").doubleValue(),
                    time(each.get("to"))));
        }
        return new Recording(sent, received, presences);
    }

    private static double time(@Nullable JsonNode time) {
        return time == null || time.isNull() ? Double.POSITIVE_INFINITY : time.doubleValue();
    }
}
