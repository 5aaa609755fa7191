package io.hubplane.bench.scenario;

import java.time.Duration;

/** How long a process has had a processor. */
final class CpuTime {
    private CpuTime() {}

    /**
     * The time in nanoseconds. Linux counts it in hundredths of a second.
     *
     * @param process the number of the process
     * @return the time, user and system
     */
    static long of(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElseThrow(() -> new IllegalStateException("Process " + process + " has ended"));
    }
}
