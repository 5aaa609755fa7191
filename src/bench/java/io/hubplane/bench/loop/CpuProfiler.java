package io.hubplane.bench.loop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures the processor time of an operation, which says more than elapsed time on a busy machine. Compilers and
 * garbage collectors are not counted.
 */
public final class CpuProfiler implements InternalProfiler {
    static final String CPU = "cpu.norm";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long begin;

    @Override
    public String getDescription() {
        return "CPU time of Java threads";
    }

    @Override
    public void beforeIteration(BenchmarkParams loop, IterationParams iteration) {
        begin = time();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams loop, IterationParams iteration, IterationResult result) {
        double each = (double) (time() - begin) / result.getMetadata().getAllOps();
        return List.of(new ScalarResult(CPU, each, "ns/op", AggregationPolicy.AVG));
    }

    private long time() {
        return Arrays.stream(threads.getAllThreadIds())
                .map(threads::getThreadCpuTime)
                .sum();
    }
}
