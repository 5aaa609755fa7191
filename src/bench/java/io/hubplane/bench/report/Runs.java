package io.hubplane.bench.report;

import io.hubplane.bench.scenario.Growth;
import io.hubplane.bench.scenario.Measurement;
import io.hubplane.bench.scenario.Metric;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All runs; void ones count for nothing but their faults. Immutable. */
final class Runs {
    private final List<Measurement> all;

    Runs(List<Measurement> all) {
        this.all = List.copyOf(all);
    }

    /** The names of what was played, in the order of the first runs. */
    List<String> scenarios() {
        return all.stream().map(Measurement::scenario).distinct().toList();
    }

    /** Who played a scenario, in the order of the first runs. */
    List<String> contestants(String scenario) {
        return played(scenario).map(Measurement::contestant).distinct().toList();
    }

    /** What was measured in a scenario. */
    Set<Metric> metrics(String scenario) {
        Set<Metric> metrics = EnumSet.noneOf(Metric.class);
        played(scenario).forEach(run -> metrics.addAll(run.figures().keySet()));
        return metrics;
    }

    /** The scenarios that differ from this one in one size only, itself included; nothing if it stands alone. */
    Optional<Series> series(String scenario) {
        return growth(scenario).map(growth -> {
            SortedMap<Integer, String> all = new TreeMap<>();
            for (String other : scenarios()) {
                growth(other)
                        .filter(step -> step.series().equals(growth.series()))
                        .ifPresent(step -> all.put(step.size(), other));
            }
            return new Series(growth.series(), growth.unit(), all);
        });
    }

    private Optional<Growth> growth(String scenario) {
        return played(scenario).flatMap(run -> Stream.ofNullable(run.growth())).findFirst();
    }

    /** All runs of a contestant in a scenario, void ones too. */
    List<Measurement> of(String contestant, String scenario) {
        return played(scenario)
                .filter(run -> run.contestant().equals(contestant))
                .toList();
    }

    /** A figure over the valid runs; nothing if there is none, as with the cost of a delivery where none came. */
    Optional<Spread> spread(String contestant, String scenario, Metric metric) {
        return Spread.of(of(contestant, scenario).stream()
                .filter(Measurement::isValid)
                .flatMap(run -> Stream.ofNullable(run.figures().get(metric)))
                .filter(Double::isFinite)
                .toList());
    }

    private Stream<Measurement> played(String scenario) {
        return all.stream().filter(run -> run.scenario().equals(scenario));
    }
}
