/**
 * Measures Hubplane beside its peers: real nodes in separate processes, a real Redis, and a light load generator.
 *
 * <p>Start at {@link io.hubplane.bench.Benchmark}. {@code load} makes and audits the traffic, {@code contestant} starts
 * what is measured, {@code scenario} defines what happens, {@code report} writes the results.
 */
@NullMarked
package io.hubplane.bench;

import org.jspecify.annotations.NullMarked;
