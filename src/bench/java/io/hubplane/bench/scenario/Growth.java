package io.hubplane.bench.scenario;

/**
 * The place of a run among runs that differ in one size only: a point on a line of a chart, whose height is one of the
 * run's figures.
 *
 * @param series the name of the series, such as {@code growth of fan-out}
 * @param unit the unit of the size, such as {@code clients}
 * @param size the size in this run
 */
public record Growth(String series, String unit, int size) {}
