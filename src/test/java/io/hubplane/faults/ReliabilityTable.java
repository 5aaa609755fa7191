package io.hubplane.faults;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of what faults have cost, for {@code target/faults} and for the page about it. Used by one thread. */
final class ReliabilityTable {
    private static final String END = "<!-- to here. -->";

    private final String redis;
    private final List<String> lines = new ArrayList<>(List.of(
            "",
            "| Fault | Messages to clients | Lost between nodes (reported) | Lost on the own node | Twice"
                    + " | Out of order | Later than 1 s | Silence p50, p99 (ms) | Clients away (ms) | Normal after (ms)"
                    + " | Queries right after (ms) |",
            "|---|---|---|---|---|---|---|---|---|---|---|"));

    /**
     * Makes an empty table.
     *
     * @param redis what the nodes use; names the table's place in the page, and its files
     */
    ReliabilityTable(String redis) {
        this.redis = redis;
        lines.add(0, redis + ", " + Server.underTest() + ":");
    }

    /** Adds what a fault has done. */
    void add(Trial trial) {
        Findings found = trial.findings();
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %,d | %d (%d) | %d | %d | %d | %,d | %,.0f, %,.0f | %,.0f | %,.0f | %,.0f |",
                trial.fault(),
                found.receptions(),
                found.lost(),
                trial.reports(),
                found.lostHere(),
                found.doubled(),
                found.disordered(),
                found.late(),
                found.silenceMedian(),
                found.silenceP99(),
                found.longestAway(),
                found.normalAfter(),
                trial.agreement().after()));
    }

    /** Writes it to {@code target/faults}, beside what the nodes have logged. */
    void write(List<String> log) {
        try {
            Path directory = Files.createDirectories(BuildOutput.target().resolve("faults"));
            String name = (redis + " " + Server.underTest()).replace(' ', '-').toLowerCase(Locale.ROOT);
            Files.write(directory.resolve(name + ".md"), lines);
            Files.write(directory.resolve(name + ".log"), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it into a page, in place of the previous table. */
    void writeInto(Path page) {
        try {
            Files.write(page, replaced(Files.readAllLines(page)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page with this table in place of the one between the markers. */
    List<String> replaced(List<String> page) {
        String mark = "<!-- " + redis + ": figures, written by mvn verify -Pfaults, from here -->";
        int begin = page.indexOf(mark);
        int end = begin < 0 ? -1 : begin + page.subList(begin, page.size()).indexOf(END);
        if (end <= begin) {
            throw new IllegalArgumentException("The page has no place for the table: " + mark + " … " + END);
        }
        List<String> written = new ArrayList<>(page.subList(0, begin + 1));
        written.add("");
        written.addAll(lines);
        written.add("");
        written.addAll(page.subList(end, page.size()));
        return written;
    }
}
