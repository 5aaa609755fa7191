package io.hubplane.faults;

import io.hubplane.faults.Recording.Presence;
import io.hubplane.faults.Recording.Received;
import io.hubplane.faults.Recording.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what clients have received with what they should have received. A client should receive what is sent to it
 * while it is connected, by a client that stays connected. In the last second before a connection breaks, messages to
 * this client and from it need not arrive: the client learns that it was cut off, and some of them may have been on
 * their way.
 */
final class Audit {
    /** For how long before a connection breaks messages may have been on their way, in milliseconds. */
    private static final double ON_ITS_WAY = 1000;

    /** After this time a message is late, in milliseconds. */
    private static final double LATE = 1000;

    /** Within this time everything arrives in a healthy farm, in milliseconds. */
    private static final double WELL = 200;

    /**
     * For how long everything must arrive in time, in milliseconds. Later, other work on the machine may delay a
     * message.
     */
    private static final double LASTING = 3000;

    private final Recording recording;
    private final List<Map<Sent.Key, Double>> arrivals = new ArrayList<>();
    private final Map<Integer, List<Hearing>> hearing = new HashMap<>();
    private final Silences silences = new Silences();
    /** How many messages clients of the other node have missed, by that node and the scope. */
    private final Map<String, Map<Integer, Integer>> lostElsewhere = new TreeMap<>();

    private int receptions;
    private int lostHere;
    private int doubled;
    private int disordered;
    private int late;
    /** The times at which messages were sent that have not arrived everywhere in time. */
    private final TreeSet<Double> bad = new TreeSet<>();

    /** A presence without the time before its end in which messages need not arrive. */
    private record Hearing(Presence presence, double end) {
        boolean covers(double time) {
            return presence.from() <= time && time < end;
        }
    }

    private Audit(Recording recording) {
        this.recording = recording;
    }

    /**
     * Compares a recording with what should have arrived.
     *
     * @param recording what was sent until everything worked again, and what was received
     * @param end when the fault ended, in milliseconds of the recording's clock
     */
    static Findings of(Recording recording, double end) {
        Audit audit = new Audit(recording);
        recording.received().forEach(audit::readArrivals);
        recording.presences().forEach(audit::readPresence);
        recording.sent().forEach(audit::check);
        return new Findings(
                audit.receptions,
                audit.lostElsewhere,
                audit.lostHere,
                audit.doubled,
                audit.disordered,
                audit.late,
                audit.silences.quantile(0.5),
                audit.silences.quantile(0.99),
                audit.longestAway(),
                audit.normalAfter(end));
    }

    private void readArrivals(List<Received> received) {
        Map<Sent.Key, Double> first = new HashMap<>();
        Map<Sent.Key, Integer> last = new HashMap<>();
        for (Received each : received) {
            Sent.Key stream = new Sent.Key(each.scope(), each.sender(), 0);
            int before = last.merge(stream, each.number(), Math::max);
            if (first.putIfAbsent(new Sent.Key(each.scope(), each.sender(), each.number()), each.at()) != null) {
                doubled++;
            } else if (before > each.number()) {
                disordered++;
            }
        }
        arrivals.add(first);
    }

    private void readPresence(Presence presence) {
        double end = presence.to();
        if (Double.isFinite(end)) {
            end = recording.received().get(presence.client()).stream()
                            .mapToDouble(Received::at)
                            .filter(at -> at <= presence.to())
                            .max()
                            .orElse(presence.from())
                    - ON_ITS_WAY;
        }
        hearing.computeIfAbsent(presence.client(), client -> new ArrayList<>()).add(new Hearing(presence, end));
    }

    private void check(Sent message) {
        if (!isOwed(message)) {
            return;
        }
        Set<String> missedOn = new HashSet<>();
        for (List<Hearing> client : hearing.values()) {
            for (Hearing each : client) {
                if (each.covers(message.at()) && isFor(message, each.presence())) {
                    check(message, each.presence(), missedOn);
                }
            }
        }
        if (missedOn.remove(message.node())) {
            lostHere++;
        }
        missedOn.forEach(node ->
                lostElsewhere.computeIfAbsent(node, key -> new TreeMap<>()).merge(message.scope(), 1, Integer::sum));
    }

    private void check(Sent message, Presence receiver, Set<String> missedOn) {
        Double at = arrivals.get(receiver.client()).get(message.key());
        if (at == null) {
            missedOn.add(receiver.node());
        } else {
            receptions++;
            late += at - message.at() > LATE ? 1 : 0;
        }
        if (at == null || at - message.at() > WELL) {
            bad.add(message.at());
        }
        if (!receiver.node().equals(message.node())) {
            silences.owed(receiver.client(), message.at(), at);
        }
    }

    private static boolean isFor(Sent message, Presence receiver) {
        return message.scope() == 0 || message.scope() == receiver.room();
    }

    private boolean isOwed(Sent message) {
        return Double.isFinite(message.answered())
                && Objects.requireNonNull(hearing.get(message.sender()), "a client can hear before it speaks").stream()
                        .map(Hearing::presence)
                        .anyMatch(presence ->
                                presence.from() <= message.at() && message.answered() + ON_ITS_WAY < presence.to());
    }

    private double longestAway() {
        double longest = 0;
        for (List<Hearing> client : hearing.values()) {
            for (int i = 0; i < client.size(); i++) {
                double back =
                        i + 1 < client.size() ? client.get(i + 1).presence().from() : Double.POSITIVE_INFINITY;
                double gone = client.get(i).presence().to();
                longest = Math.max(longest, Double.isInfinite(gone) ? 0 : back - gone);
            }
        }
        return longest;
    }

    private double normalAfter(double end) {
        double normal = end;
        for (Double last = lastBadFrom(normal); last != null; last = lastBadFrom(normal)) {
            normal = firstSentAfter(last);
        }
        return normal - end;
    }

    private @Nullable Double lastBadFrom(double time) {
        Double last = bad.lower(time + LASTING);
        return last != null && last >= time ? last : null;
    }

    private double firstSentAfter(double time) {
        return recording.sent().stream()
                .mapToDouble(Sent::at)
                .filter(at -> at > time)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
