package io.hubplane.bench;

import io.hubplane.bench.contestant.Contestant;
import io.hubplane.bench.contestant.JavaOptions;
import io.hubplane.bench.report.Targets;
import io.hubplane.bench.scenario.Scenario;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What is measured, by system properties ({@code mvn -Pbench -Dhubplane.bench.repeats=5}).
 *
 * @param scenarios {@code hubplane.bench.scenarios}: names of groups of {@link Scenarios}, with commas; the idle
 *     scenarios have {@code hubplane.bench.connections} connections, and {@code hubplane.bench.rates}, with commas, are
 *     the messages a second of the group {@code rates}
 * @param targetsOnly whether each contestant plays only those scenarios of the targets for which its figures are
 *     needed; true if the group {@value Scenarios#TARGETS} is named
 * @param contestants {@code hubplane.bench.contestants}: the contestants, with commas, in the report's order
 * @param floorMessages {@code hubplane.bench.floor-messages}: how many messages the frames made beforehand hold
 * @param repeats {@code hubplane.bench.repeats}: how often each run is repeated, contestants taking turns; 1 or more
 * @param warmUp {@code hubplane.bench.warm-up}: how long each contestant practises each scenario before any is
 *     measured, whole seconds; a server's just-in-time compiler takes long on few cores
 * @param measured {@code hubplane.bench.seconds}: how long each run is measured, whole seconds
 */
record BenchOptions(
        List<Scenario> scenarios,
        boolean targetsOnly,
        List<String> contestants,
        int floorMessages,
        int repeats,
        Duration warmUp,
        Duration measured) {
    private static final String PREFIX = "hubplane.bench.";
    private static final Duration AGAIN = Duration.ofSeconds(3);
    /** How long runs that do not count are measured. */
    static final Duration MOMENT = Duration.ofSeconds(1);

    static BenchOptions of(Properties properties) {
        List<String> groups = list(properties, "scenarios", "fanout,rooms,latency");
        return new BenchOptions(
                Scenarios.named(groups, number(properties, "connections", 10_000), rates(properties)),
                groups.contains(Scenarios.TARGETS),
                list(properties, "contestants", "hubplane-payara,floor-payara,handwritten-payara,socket.io"),
                number(properties, "floor-messages", 8),
                number(properties, "repeats", 2),
                Duration.ofSeconds(number(properties, "warm-up", 15)),
                Duration.ofSeconds(number(properties, "seconds", 5)));
    }

    /** Whether a contestant plays a scenario. */
    boolean plays(Contestant contestant, Scenario scenario) {
        boolean spared =
                targetsOnly && Targets.concern(scenario.name()) && !Targets.concern(contestant.name(), scenario.name());
        return scenario.suits(contestant) && !spared;
    }

    /** How long a run warms up before it is measured; its code has been compiled during practice. */
    Duration warmUpAgain() {
        return warmUp.compareTo(AGAIN) < 0 ? warmUp : AGAIN;
    }

    /** The options as the report shows them, by name. */
    Map<String, String> asText() {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("scenarios", scenarios.stream().map(Scenario::name).collect(Collectors.joining(", ")));
        text.put("contestants", String.join(", ", contestants));
        text.put("messages per frame of the floor", Integer.toString(floorMessages));
        text.put("repeats", Integer.toString(repeats));
        text.put("warm-up", warmUp.toSeconds() + " s, " + warmUpAgain().toSeconds() + " s again before each run");
        text.put("measured", measured.toSeconds() + " s");
        text.put("Java", String.join(" ", JavaOptions.ALIKE));
        return text;
    }

    private static List<String> list(Properties properties, String key, String otherwise) {
        return List.of(properties.getProperty(PREFIX + key, otherwise).split(","));
    }

    private static List<Integer> rates(Properties properties) {
        return list(properties, "rates", "1800,9000,14000").stream()
                .map(rate -> number("rates", rate))
                .toList();
    }

    private static int number(Properties properties, String key, int otherwise) {
        return number(key, properties.getProperty(PREFIX + key, Integer.toString(otherwise)));
    }

    private static int number(String key, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number that is too small.
        }
        throw new IllegalArgumentException(PREFIX + key + " is '" + text + "', allowed are whole numbers from 1");
    }
}
