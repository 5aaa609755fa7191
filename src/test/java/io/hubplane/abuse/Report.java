package io.hubplane.abuse;

import io.hubplane.abuse.Latencies.Need;
import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes to {@code target/abuse} what each attack cost. Used by one thread. */
final class Report {
    private static final double MIB = 1024 * 1024;

    private final List<String> lines = new ArrayList<>();

    /** Begins a report with what the nodes hold at rest. */
    Report(List<VitalSigns> atRest) {
        StringBuilder head = new StringBuilder("| attack |");
        for (Need need : Need.values()) {
            head.append(' ').append(need).append(", quiet → attack (attack on others), p99 ms |");
        }
        lines.add(head + " live heap of the nodes after, MiB | sockets after | limits reached |");
        lines.add("|---|" + "---|".repeat(Need.values().length + 3));
        lines.add("| (at rest) |" + " |".repeat(Need.values().length) + held(atRest) + " |");
    }

    /** Adds one round of an attack. */
    void add(List<Attack> attacks, Verdict verdict, List<VitalSigns> left, Map<String, Long> reached) {
        StringBuilder line = new StringBuilder("| ");
        line.append(attacks.size() == 1 ? attacks.get(0).name() : "all at once").append(" |");
        for (Need need : Need.values()) {
            line.append(String.format(
                    Locale.ROOT,
                    " %.1f → %.1f%s |",
                    verdict.quiet(need),
                    verdict.during().p99Millis(need),
                    verdict.beside().isEmpty() ? "" : String.format(Locale.ROOT, " (%.1f)", verdict.beside(need))));
        }
        lines.add(line + held(left) + new TreeMap<>(reached) + " |");
    }

    private static String held(List<VitalSigns> nodes) {
        StringBuilder heap = new StringBuilder();
        StringBuilder sockets = new StringBuilder();
        for (VitalSigns node : nodes) {
            heap.append(String.format(Locale.ROOT, " %.1f", node.heap() / MIB));
            sockets.append(' ').append(node.sockets());
        }
        return heap + " |" + sockets + " | ";
    }

    /** Writes what was added so far. */
    void write() {
        try {
            Path directory = Files.createDirectories(BuildOutput.target().resolve("abuse"));
            String name = Server.underTest().toString().replace(' ', '-').toLowerCase(Locale.ROOT);
            Files.write(directory.resolve(name + ".md"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
