package io.hubplane.bench.scenario;

import java.util.List;

/** The processor time of the nodes, of Redis and of the load generator between two readings. */
final class Meter {
    private final Stage stage;
    private final long begin = System.nanoTime();
    private final long nodes;
    private final long redis;
    private final long own;

    Meter(Stage stage) {
        this.stage = stage;
        this.nodes = CpuTime.of(stage.nodes().processes());
        this.redis = CpuTime.of(List.of(stage.redis()));
        this.own = ownTime();
    }

    /** What there has been since the meter was made. */
    Reading read() {
        return new Reading(
                System.nanoTime() - begin,
                CpuTime.of(stage.nodes().processes()) - nodes,
                CpuTime.of(List.of(stage.redis())) - redis,
                ownTime() - own);
    }

    private static long ownTime() {
        return CpuTime.of(List.of(ProcessHandle.current().pid()));
    }

    /**
     * What there has been.
     *
     * @param nanos how long it took, in nanoseconds, as all others
     * @param nodes processor time of the nodes
     * @param redis processor time of Redis
     * @param generator processor time of this process
     */
    record Reading(double nanos, double nodes, double redis, double generator) {}
}
