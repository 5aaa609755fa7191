package io.hubplane.bench;

import io.hubplane.bench.report.Targets;
import io.hubplane.bench.scenario.Calling;
import io.hubplane.bench.scenario.Exchange;
import io.hubplane.bench.scenario.FanOut;
import io.hubplane.bench.scenario.Growing;
import io.hubplane.bench.scenario.Growth;
import io.hubplane.bench.scenario.Idle;
import io.hubplane.bench.scenario.PipelinedRedis;
import io.hubplane.bench.scenario.Publishing;
import io.hubplane.bench.scenario.Rooms;
import io.hubplane.bench.scenario.Scenario;
import io.hubplane.bench.scenario.SlowReaders;
import io.hubplane.bench.scenario.Storm;
import io.hubplane.bench.scenario.Traffic;
import io.hubplane.bench.scenario.Turns;
import io.hubplane.bench.scenario.Uninterested;
import io.hubplane.bench.scenario.WarmingUp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All scenarios, in groups that are chosen by name. */
final class Scenarios {
    /** All scenarios that show whether a target is met. */
    static final String TARGETS = "targets";

    private static final int CLIENTS = 400;

    /** How many messages are under way in all rooms together where members take turns. */
    private static final int[] TURNS = {1, 16, 64, 1600};

    private Scenarios() {}

    private static Map<String, List<Scenario>> groups(int connections, List<Integer> rates) {
        Map<String, List<Scenario>> groups = new LinkedHashMap<>();
        groups.put("fanout", List.of(new Publishing(new FanOut(200), 0), new Publishing(new FanOut(1000), 0)));
        groups.put(
                "rooms", List.of(new Publishing(new Rooms(CLIENTS, 4), 0), new Publishing(new Rooms(CLIENTS, 20), 0)));
        groups.put("turns", turns(TURNS));
        IntStream.of(TURNS).forEach(count -> groups.put("turns-" + count, turns(count)));
        groups.put(
                "rates",
                rates.stream()
                        .<Scenario>map(rate -> new Publishing(new Turns(new Rooms(CLIENTS, 4), 0), rate))
                        .toList());
        groups.put(
                "quiet",
                List.of(new Publishing(new Turns(new Rooms(connections, 4), 0), Math.max(1, connections / 40))));
        groups.put("warm-up", List.of(new WarmingUp(new Turns(new Rooms(CLIENTS, 4), 1600))));
        groups.put("latency", List.of(new Publishing(new FanOut(100), 50)));
        groups.put("invoke", List.of(new Calling(Exchange.INVOKE, 200, 1)));
        groups.put("invoke-one", List.of(new Calling(Exchange.INVOKE, 1, 1), new Calling(Exchange.INVOKE, 1, 64)));
        groups.put("direct", List.of(new Calling(Exchange.DIRECT, 200, 1)));
        groups.put("result", List.of(new Calling(Exchange.RESULT, 200, 1)));
        groups.put("idle", List.of(new Idle(connections)));
        groups.put("storm", List.of(new Storm(2000)));
        groups.put("slow", List.of(new SlowReaders(200, 2)));
        groups.put("uninterested", List.of(new Uninterested(CLIENTS, 4)));
        groups.put("growth", growth());
        groups.put(
                TARGETS,
                groups.values().stream()
                        .flatMap(List::stream)
                        .filter(scenario -> Targets.concern(scenario.name()))
                        .toList());
        groups.put("redis", List.of(new PipelinedRedis(1), new PipelinedRedis(16), new PipelinedRedis(128)));
        return groups;
    }

    private static List<Scenario> turns(int... underWay) {
        Rooms rooms = new Rooms(CLIENTS, 4);
        return IntStream.of(underWay)
                .<Scenario>mapToObj(count -> new Publishing(new Turns(rooms, count), 0))
                .toList();
    }

    private static List<Scenario> growth() {
        Stream<Scenario> clients = IntStream.of(125, 250, 500, 1000, 2000)
                .mapToObj(count -> growing("growth of fan-out", "clients", count, 2, new FanOut(count)));
        Stream<Scenario> rooms = IntStream.of(50, 100, 200, 400, 800)
                .mapToObj(count -> growing("growth of rooms of 4", "rooms", count, 2, new Rooms(count * 4, 4)));
        Stream<Scenario> nodes = IntStream.of(1, 2, 4)
                .mapToObj(count -> growing(
                        "growth of the farm, fan-out to " + CLIENTS, "nodes", count, count, new FanOut(CLIENTS)));
        return Stream.of(clients, rooms, nodes).flatMap(each -> each).toList();
    }

    private static Scenario growing(String series, String unit, int size, int nodes, Traffic traffic) {
        return new Growing(new Growth(series, unit, size), nodes, new Publishing(traffic, 0));
    }

    /**
     * The scenarios of some groups, without duplicates.
     *
     * @param names the groups' names
     * @param connections the number of connections, in scenarios where it can be chosen
     * @param rates the numbers of messages a second, in scenarios where they can be chosen
     * @return the scenarios, in the order of the names
     * @throws IllegalArgumentException if there is no group of a name
     */
    static List<Scenario> named(List<String> names, int connections, List<Integer> rates) {
        Map<String, List<Scenario>> groups = groups(connections, rates);
        return names.stream()
                .flatMap(name -> named(name, groups).stream())
                .distinct()
                .toList();
    }

    private static List<Scenario> named(String name, Map<String, List<Scenario>> groups) {
        List<Scenario> group = groups.get(name);
        if (group == null) {
            throw new IllegalArgumentException("Scenario '" + name + "' is unknown; allowed are " + groups.keySet());
        }
        return group;
    }
}
