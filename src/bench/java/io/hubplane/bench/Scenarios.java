package io.hubplane.bench;

import io.hubplane.bench.scenario.FanOut;
import io.hubplane.bench.scenario.PipelinedRedis;
import io.hubplane.bench.scenario.Publishing;
import io.hubplane.bench.scenario.Rooms;
import io.hubplane.bench.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that can be played, in groups that are asked for by name. */
final class Scenarios {
    private static final Map<String, List<Scenario>> GROUPS = groups();

    private Scenarios() {}

    private static Map<String, List<Scenario>> groups() {
        Map<String, List<Scenario>> groups = new LinkedHashMap<>();
        groups.put("fanout", List.of(new Publishing(new FanOut(200), 0), new Publishing(new FanOut(1000), 0)));
        groups.put("rooms", List.of(new Publishing(new Rooms(400, 4), 0)));
        groups.put("latency", List.of(new Publishing(new FanOut(100), 50)));
        groups.put("redis", List.of(new PipelinedRedis(1), new PipelinedRedis(16), new PipelinedRedis(128)));
        return groups;
    }

    /**
     * The scenarios of some groups.
     *
     * @param names the groups' names
     * @return the scenarios, in the order of the names
     * @throws IllegalArgumentException if there is no group of a name
     */
    static List<Scenario> named(List<String> names) {
        return names.stream().flatMap(name -> named(name).stream()).toList();
    }

    private static List<Scenario> named(String name) {
        List<Scenario> group = GROUPS.get(name);
        if (group == null) {
            throw new IllegalArgumentException("Scenario '" + name + "' is unknown; allowed are " + GROUPS.keySet());
        }
        return group;
    }
}
