package io.hubplane.bench.report;

import static io.hubplane.bench.report.Bound.AT_LEAST;
import static io.hubplane.bench.report.Bound.AT_MOST;
import static io.hubplane.bench.report.Figure.SERVER;

import io.hubplane.bench.scenario.FanOut;
import io.hubplane.bench.scenario.Metric;
import io.hubplane.bench.scenario.Publishing;
import io.hubplane.bench.scenario.Rooms;
import java.util.List;

/** All that Hubplane set out to reach. */
final class Targets {
    static final String FAN_OUT = new Publishing(new FanOut(1000), 0).name();
    static final String ROOMS = new Publishing(new Rooms(400, 4), 0).name();
    static final String LATENCY = new Publishing(new FanOut(100), 50).name();

    private static final String HUBPLANE = "hubplane-" + SERVER;
    private static final String HAND_WRITTEN = "handwritten-" + SERVER;
    private static final String FLOOR = "floor-" + SERVER;
    private static final String SOCKET_IO = "socket.io";

    private Targets() {}

    static List<Target> all() {
        return List.of(
                new Target(
                        "Fan-out to 1,000, deliveries/s, times Socket.IO",
                        against(SOCKET_IO, FAN_OUT, Metric.DELIVERIES),
                        AT_LEAST,
                        4),
                new Target(
                        "Fan-out to 1,000, node CPU per delivery, times Socket.IO",
                        against(SOCKET_IO, FAN_OUT, Metric.NODE_CPU),
                        AT_MOST,
                        0.25),
                new Target(
                        "Rooms of 4, messages/s, times Socket.IO",
                        against(SOCKET_IO, ROOMS, Metric.MESSAGES),
                        AT_LEAST,
                        3),
                new Target(
                        "Latency across nodes, p50, times Socket.IO",
                        against(SOCKET_IO, LATENCY, Metric.P50),
                        AT_MOST,
                        1),
                new Target(
                        "Latency across nodes, p99, times Socket.IO",
                        against(SOCKET_IO, LATENCY, Metric.P99),
                        AT_MOST,
                        1),
                new Target(
                        "Fan-out to 1,000, deliveries/s, times a hand-written endpoint on the same server",
                        against(HAND_WRITTEN, FAN_OUT, Metric.DELIVERIES),
                        AT_LEAST,
                        10),
                new Target(
                        "Fan-out to 1,000, deliveries/s, times the floor on the same server",
                        against(FLOOR, FAN_OUT, Metric.DELIVERIES),
                        AT_LEAST,
                        0.7));
    }

    private static Quantity against(String peer, String scenario, Metric metric) {
        return Quantity.ratio(new Figure(HUBPLANE, scenario, metric), new Figure(peer, scenario, metric));
    }
}
