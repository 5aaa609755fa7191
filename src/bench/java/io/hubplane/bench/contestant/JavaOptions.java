package io.hubplane.bench.contestant;

import java.util.List;

/** The options with which every contestant on a Java virtual machine is started. */
final class JavaOptions {
    /** As for a server in production, but with a heap for a shared machine. */
    static final List<String> ALIKE = List.of("-Xmx1g", "-XX:+UseG1GC");

    private JavaOptions() {}
}
