package io.hubplane.conformance;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeFailure;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.PayaraMicroServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs the conformance application on Payara Micro until Ctrl-C: {@code mvn -Pconformance}. Prints the server's log and,
 * when the application answers, the line {@code Now listening on: } with its address. The option
 * {@code hubplane.conformance.port} is the port on the loopback address, 8090 unless set.
 */
public final class ConformanceServer {
    private static final String PORT = "hubplane.conformance.port";

    private ConformanceServer() {}

    /**
     * Runs the application; returns only when the server has ended by itself.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try {
            run(Integer.getInteger(PORT, 8090), System.out);
        } catch (NodeFailure e) {
            System.err.println("conformance: " + e.reason() + "; its log is above");
        }
        // Not by an exception, of which Maven would print a page.
        System.exit(1);
    }

    private static void run(int port, PrintStream out) {
        PayaraMicroServer server = new PayaraMicroServer(BuildOutput.payaraMicroJar());
        Path directory = BuildOutput.target().resolve("run");
        try (HubplaneNode node = HubplaneNode.launch(server, settings(port), directory, out::println)) {
            node.awaitAnswer();
            out.println("Now listening on: http://" + node.uri().getAuthority());
            node.process().end().join();
        }
    }

    private static NodeSettings settings(int port) {
        return new NodeSettings(
                "conformance",
                ConformanceWar.build(),
                NodeSettings.LOOPBACK,
                port,
                "",
                Map.of("hubplane.node.name", "conformance"),
                Map.of(),
                List.of("-Xmx512m"));
    }
}
