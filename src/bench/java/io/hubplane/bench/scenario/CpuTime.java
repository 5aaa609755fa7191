package io.hubplane.bench.scenario;

import java.time.Duration;

/** The processor time of a process. */
final class CpuTime {
    private CpuTime() {}

    /**
     * The time in nanoseconds. Linux counts it in hundredths of a second.
     *
     * @param process the process id
     * @return the time, user and system
     */
    static long of(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElseThrow(() -> new IllegalStateException("Process " + process + " has ended"));
    }
}
