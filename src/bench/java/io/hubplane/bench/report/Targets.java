package io.hubplane.bench.report;

import static io.hubplane.bench.report.Bound.AT_LEAST;
import static io.hubplane.bench.report.Bound.AT_MOST;
import static io.hubplane.bench.report.Bound.BELOW;
import static io.hubplane.bench.report.Figure.SERVER;

import io.hubplane.bench.scenario.FanOut;
import io.hubplane.bench.scenario.Idle;
import io.hubplane.bench.scenario.Metric;
import io.hubplane.bench.scenario.Publishing;
import io.hubplane.bench.scenario.Rooms;
import io.hubplane.bench.scenario.Turns;
import io.hubplane.bench.scenario.Uninterested;
import java.util.List;
import java.util.stream.Stream;

/** All targets of Hubplane. */
public final class Targets {
    static final String FAN_OUT = new Publishing(new FanOut(1000), 0).name();
    static final String ROOMS = new Publishing(new Rooms(400, 4), 0).name();
    static final String QUIET_ROOMS = turns(16);
    static final String LATENCY = new Publishing(new FanOut(100), 50).name();
    static final String IDLE = new Idle(10_000).name();
    static final String UNINTERESTED = new Uninterested(400, 4).name();

    private static final String HUBPLANE = "hubplane-" + SERVER;
    private static final String HAND_WRITTEN = "handwritten-" + SERVER;
    private static final String FLOOR = "floor-" + SERVER;
    private static final String SOCKET_IO = "socket.io";

    private Targets() {}

    private static String turns(int underWay) {
        return new Publishing(new Turns(new Rooms(400, 4), underWay), 0).name();
    }

    static List<Target> all() {
        return List.of(
                new Target("Fan-out to 1,000, deliveries/s, times Socket.IO", fanOut(SOCKET_IO), AT_LEAST, 4),
                new Target(
                        "Fan-out to 1,000, node CPU per delivery, times Socket.IO",
                        socketIo(FAN_OUT, Metric.NODE_CPU),
                        AT_MOST,
                        0.25),
                new Target("Rooms of 4, messages/s, times Socket.IO", socketIo(ROOMS, Metric.MESSAGES), AT_LEAST, 3),
                turns(1, 1.5),
                turns(16, 1.5),
                turns(64, 1.5),
                turns(1600, 2),
                new Target(
                        "The same, 16 under way, node CPU per delivery, times Socket.IO",
                        socketIo(QUIET_ROOMS, Metric.NODE_CPU),
                        AT_MOST,
                        0.6),
                new Target(
                        "The same, 16 under way, p99, times Socket.IO", socketIo(QUIET_ROOMS, Metric.P99), AT_MOST, 1),
                new Target("Latency across nodes, p50, times Socket.IO", socketIo(LATENCY, Metric.P50), AT_MOST, 1),
                new Target("Latency across nodes, p99, times Socket.IO", socketIo(LATENCY, Metric.P99), AT_MOST, 1),
                new Target(
                        "Fan-out to 1,000, deliveries/s, times a hand-written endpoint on the same server",
                        fanOut(HAND_WRITTEN),
                        AT_LEAST,
                        10),
                new Target(
                        "Fan-out to 1,000, deliveries/s, times the floor on the same server",
                        fanOut(FLOOR),
                        AT_LEAST,
                        0.7),
                new Target(
                        "Idle connection, heap beyond that of a hand-written endpoint on the same server",
                        idleBeyond(HAND_WRITTEN, Metric.HEAP_PER_CONNECTION, "KiB", 1024),
                        BELOW,
                        4),
                new Target(
                        "Idle connection, node CPU per second",
                        Quantity.of(new Figure(HUBPLANE, IDLE, Metric.CPU_PER_CONNECTION), "µs"),
                        BELOW,
                        3),
                new Target(
                        "Idle connection, node CPU per second beyond that of an endpoint on the same server that only"
                                + " shows as often that it is alive",
                        idleBeyond(FLOOR, Metric.CPU_PER_CONNECTION, "µs", 1),
                        BELOW,
                        3),
                new Target(
                        "Node CPU per delivery with 2,000 clients, times that with 125",
                        growth("growth of fan-out: 125 clients", "growth of fan-out: 2000 clients"),
                        AT_MOST,
                        1.3),
                new Target(
                        "Node CPU per delivery with 800 rooms of 4, times that with 50",
                        growth("growth of rooms of 4: 50 rooms", "growth of rooms of 4: 800 rooms"),
                        AT_MOST,
                        1.3),
                new Target(
                        "Node without interested clients, CPU per message (1 µs is what can be told from nothing)",
                        Quantity.of(new Figure(HUBPLANE, UNINTERESTED, Metric.UNINTERESTED_CPU), "µs"),
                        BELOW,
                        1));
    }

    private static Target turns(int underWay, double wanted) {
        return new Target(
                "Rooms of 4, members in turn, " + underWay + " under way in all, deliveries/s, times Socket.IO",
                socketIo(turns(underWay), Metric.DELIVERIES),
                AT_LEAST,
                wanted);
    }

    /**
     * Whether a scenario shows if a target is met.
     *
     * @param scenario its name
     * @return true if so
     */
    public static boolean concern(String scenario) {
        return figures().anyMatch(figure -> figure.scenario().equals(scenario));
    }

    /**
     * Whether a contestant has to play a scenario for the targets: if one of its figures is needed, or if Hubplane is
     * compared with a peer there, so that the report shows those between them too.
     *
     * @param contestant its name
     * @param scenario its name
     * @return true if so
     */
    public static boolean concern(String contestant, String scenario) {
        return figures()
                .filter(figure -> figure.scenario().equals(scenario))
                .anyMatch(figure -> figure.contestant().equals(SOCKET_IO) || isOf(figure, contestant));
    }

    private static boolean isOf(Figure figure, String contestant) {
        return TargetTable.SERVERS.stream()
                .anyMatch(server -> figure.on(server.suffix()).contestant().equals(contestant));
    }

    private static Stream<Figure> figures() {
        return all().stream().flatMap(target -> target.quantity().figures().stream());
    }

    private static Quantity fanOut(String peer) {
        return against(peer, FAN_OUT, Metric.DELIVERIES);
    }

    private static Quantity socketIo(String scenario, Metric metric) {
        return against(SOCKET_IO, scenario, metric);
    }

    private static Quantity against(String peer, String scenario, Metric metric) {
        return Quantity.ratio(new Figure(HUBPLANE, scenario, metric), new Figure(peer, scenario, metric));
    }

    private static Quantity idleBeyond(String peer, Metric metric, String unit, double number) {
        return Quantity.difference(new Figure(HUBPLANE, IDLE, metric), new Figure(peer, IDLE, metric), unit, number);
    }

    private static Quantity growth(String small, String large) {
        return Quantity.ratio(
                new Figure(HUBPLANE, large, Metric.NODE_CPU), new Figure(HUBPLANE, small, Metric.NODE_CPU));
    }
}
