package io.hubplane.bench.loop;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results of the loops, as a table for people. */
final class LoopTable {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private LoopTable() {}

    /** A table in Markdown: the elapsed time of one operation, its processor time, and the memory that it allocates. */
    static String of(Collection<RunResult> results) {
        return "# Inner loops\n\n| loop | ns/op | CPU ns/op | B/op |\n|---|---:|---:|---:|\n"
                + results.stream().map(LoopTable::row).collect(Collectors.joining());
    }

    private static String row(RunResult result) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.1f | %,.1f | %,.0f |%n",
                name(result.getParams()),
                result.getPrimaryResult().getScore(),
                score(result, CpuProfiler.CPU),
                score(result, ALLOCATED));
    }

    private static double score(RunResult result, String name) {
        Result<?> score = result.getSecondaryResults().get(name);
        return score == null ? Double.NaN : score.getScore();
    }

    private static String name(BenchmarkParams loop) {
        String method = loop.getBenchmark();
        String name = method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1);
        String parameters = loop.getParamsKeys().stream()
                .map(key -> " " + loop.getParam(key).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        return name + parameters;
    }
}
