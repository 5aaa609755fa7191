package io.hubplane.bench.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The targets of Hubplane and their results on each server.
 *
 * @param targets the targets
 * @param runs all runs
 */
record TargetTable(List<Target> targets, Runs runs) {
    /** The suffix of the names of a server's contestants, and the server's name. */
    static final List<Server> SERVERS = List.of(new Server("payara", "Payara Micro"), new Server("wildfly", "WildFly"));

    record Server(String suffix, String name) {}

    String text() {
        return "| Target | wanted | "
                + SERVERS.stream().map(Server::name).collect(Collectors.joining(" | "))
                + " |\n|---|---|"
                + "---|".repeat(SERVERS.size())
                + "\n"
                + targets.stream().map(this::row).collect(Collectors.joining());
    }

    private String row(Target target) {
        return "| " + target.title() + " | " + target.wanted() + " | "
                + SERVERS.stream()
                        .map(server -> cell(target.on(server.suffix(), runs)))
                        .collect(Collectors.joining(" | "))
                + " |\n";
    }

    private static String cell(Verdict verdict) {
        return verdict.outcome() == Verdict.Outcome.MISSED ? "**" + verdict.words() + "**" : verdict.words();
    }
}
