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

/** All runs; of void ones only the faults are used. Immutable. */
final class Runs {
    private final List<Measurement> all;

    Runs(List<Measurement> all) {
        this.all = List.copyOf(all);
    }

    /** The names of the scenarios that were played, in the order of the first runs. */
    List<String> scenarios() {
        return all.stream().map(Measurement::scenario).distinct().toList();
    }

    /** The contestants that played a scenario, in the order of the first runs. */
    List<String> contestants(String scenario) {
        return played(scenario).map(Measurement::contestant).distinct().toList();
    }

    /** The metrics that were measured in a scenario. */
    Set<Metric> metrics(String scenario) {
        Set<Metric> metrics = EnumSet.noneOf(Metric.class);
        played(scenario).forEach(run -> metrics.addAll(run.figures().keySet()));
        return metrics;
    }

    /** The scenarios that differ from this one in one size only, including itself; empty if there are no others. */
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

    /**
     * A figure over the valid runs; empty if there is none, for example for the cost of a delivery if nothing was
     * delivered.
     */
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
