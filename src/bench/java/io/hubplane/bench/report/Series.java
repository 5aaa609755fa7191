package io.hubplane.bench.report;

import java.util.List;
import java.util.SortedMap;

/**
 * Scenarios that differ in one size only.
 *
 * @param name the name of the series
 * @param unit the unit of the size
 * @param scenarios their names, by size
 */
record Series(String name, String unit, SortedMap<Integer, String> scenarios) {
    /** The contestants that played any of them, in the order of the first runs. */
    List<String> contestants(Runs runs) {
        return scenarios.values().stream()
                .flatMap(scenario -> runs.contestants(scenario).stream())
                .distinct()
                .toList();
    }
}
