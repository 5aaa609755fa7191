/**
 * Measures Hubplane beside its peers: real nodes in processes of their own, a real Redis, and a light load generator.
 *
 * <p>Start at {@link io.hubplane.bench.Benchmark}. {@code load} makes and audits the traffic, {@code contestant} starts
 * what is measured, {@code scenario} says what happens, {@code report} writes what came of it.
 */
@NullMarked
package io.hubplane.bench;

import org.jspecify.annotations.NullMarked;
