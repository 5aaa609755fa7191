package io.hubplane.bench.scenario;

import java.util.List;
import java.util.stream.IntStream;

/** The processor time of the nodes, of Redis and of the load generator between two readings. */
final class Meter {
    private final Stage stage;
    private final long begin = System.nanoTime();
    private final List<Long> nodes;
    private final long redis;
    private final long own;

    Meter(Stage stage) {
        this.stage = stage;
        this.nodes = ofNodes(stage);
        this.redis = CpuTime.of(stage.redis().process());
        this.own = ownTime();
    }

    /** The processor time since the meter was made. */
    Reading read() {
        List<Long> now = ofNodes(stage);
        return new Reading(
                System.nanoTime() - begin,
                IntStream.range(0, now.size())
                        .mapToObj(i -> (double) (now.get(i) - nodes.get(i)))
                        .toList(),
                CpuTime.of(stage.redis().process()) - redis,
                ownTime() - own);
    }

    private static List<Long> ofNodes(Stage stage) {
        return stage.nodes().processes().stream().map(CpuTime::of).toList();
    }

    private static long ownTime() {
        return CpuTime.of(ProcessHandle.current().pid());
    }

    /**
     * Processor times in nanoseconds.
     *
     * @param nanos the elapsed time, in nanoseconds
     * @param eachNode processor time of each node
     * @param redis processor time of Redis
     * @param generator processor time of this process
     */
    record Reading(double nanos, List<Double> eachNode, double redis, double generator) {
        /** Processor time of all nodes. */
        double nodes() {
            return eachNode.stream().mapToDouble(Double::doubleValue).sum();
        }

        /** The share of one core that the load generator used, in percent. */
        double generatorShare() {
            return generator / nanos * 100;
        }
    }
}
