package io.hubplane.bench.scenario;

import java.time.Duration;
import java.util.Collection;

/** How long processes have had a processor. */
final class CpuTime {
    private CpuTime() {}

    /**
     * The time of some processes together, in nanoseconds. Linux counts it in hundredths of a second.
     *
     * @param processes their numbers
     * @return the time, user and system
     */
    static long of(Collection<Long> processes) {
        return processes.stream()
                .map(pid -> ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElseThrow(() -> new IllegalStateException("Process " + pid + " has ended")))
                .mapToLong(Duration::toNanos)
                .sum();
    }
}
