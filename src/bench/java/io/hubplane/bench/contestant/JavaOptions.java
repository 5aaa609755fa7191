package io.hubplane.bench.contestant;

import java.util.List;

/** The options with which every contestant on a Java virtual machine is started. */
public final class JavaOptions {
    /**
     * {@code hubplane.bench.java-options}, separated by spaces; by default as for a server in production, but with a heap
     * for a shared machine.
     */
    public static final List<String> ALIKE =
            List.of(System.getProperty("hubplane.bench.java-options", "-Xmx1g -XX:+UseG1GC")
                    .split(" +"));

    private JavaOptions() {}
}
