package io.hubplane.bench.contestant;

import java.util.List;

/** What every contestant on a Java virtual machine is started with. */
final class JavaOptions {
    /** As a server in production has them, but for the size of a shared machine. */
    static final List<String> ALIKE = List.of("-Xmx1g", "-XX:+UseG1GC");

    private JavaOptions() {}
}
