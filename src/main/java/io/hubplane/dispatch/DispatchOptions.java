package io.hubplane.dispatch;

/**
 * How hub methods are called. Names and defaults are those of ASP.NET Core SignalR where it has the option.
 *
 * @param maximumParallelInvocationsPerClient how many calls of one client may run at a time, 1 to 2^31-1; default 1
 * @param enableDetailedErrors whether clients are told the texts of all exceptions; default false
 */
public record DispatchOptions(int maximumParallelInvocationsPerClient, boolean enableDetailedErrors) {
    /** The options where nothing is configured. */
    public static final DispatchOptions DEFAULTS = new DispatchOptions(1, false);

    public DispatchOptions {
        if (maximumParallelInvocationsPerClient < 1) {
            throw new IllegalArgumentException("maximumParallelInvocationsPerClient is "
                    + maximumParallelInvocationsPerClient + ", must be at least 1");
        }
    }
}
