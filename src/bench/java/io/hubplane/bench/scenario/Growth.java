package io.hubplane.bench.scenario;

/**
 * Where a run stands among runs that differ in one size only: a point of a line in a chart, whose heights are any of the
 * run's figures.
 *
 * @param series what all of them are called, such as {@code growth of fan-out}
 * @param unit what is counted, such as {@code clients}
 * @param size how many there were in this run
 */
public record Growth(String series, String unit, int size) {}
