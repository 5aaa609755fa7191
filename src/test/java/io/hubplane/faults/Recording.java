package io.hubplane.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What clients sent and received. All times are in milliseconds of one clock.
 *
 * @param sent what they sent, in order
 * @param received what each client has received, in order; a client's index is its number
 * @param presences the times during which each client could receive, in order for each client
 */
record Recording(List<Sent> sent, List<List<Received>> received, List<Presence> presences) {
    /**
     * A message.
     *
     * @param scope 0 for everybody, from 1 for a room
     * @param number the sender's number for its messages to this scope, from 1
     * @param node the sender's node
     * @param answered when the hub answered that it had taken it; infinite if it has not
     */
    record Sent(int sender, int scope, int number, double at, String node, double answered) {
        /** Identifies a message. */
        record Key(int scope, int sender, int number) {}

        Key key() {
            return new Key(scope, sender, number);
        }
    }

    /** A message that has arrived. */
    record Received(int scope, int sender, int number, double at) {}

    /**
     * A time during which a client could receive what is sent to its room and to everybody.
     *
     * @param room its room's scope
     * @param to infinite if it has not ended
     */
    record Presence(int client, int room, String node, double from, double to) {}

    /** Reads what {@code audited-clients.mjs} has recorded. */
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
