package io.hubplane.bench.contestant;

import io.hubplane.bench.contestant.war.BenchHub;
import io.hubplane.bench.contestant.war.HandWrittenEndpoint;
import io.hubplane.bench.contestant.war.HandWrittenRooms;
import io.hubplane.bench.load.Wires;
import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.PayaraMicroServer;
import io.hubplane.fixture.WildFlyServer;
import java.util.List;
import java.util.function.Supplier;

/** All that can be measured here. */
public final class Contestants {
    private Contestants() {}

    /**
     * Those whose names are asked for.
     *
     * @param names the names, in the order of the report
     * @return the contestants
     * @throws IllegalArgumentException if there is none of a name
     */
    public static List<Contestant> named(List<String> names) {
        return names.stream().map(Contestants::named).toList();
    }

    private static Contestant named(String name) {
        return switch (name) {
            case "hubplane-payara" -> hubplane(name, () -> new PayaraMicroServer(BuildOutput.payaraMicroJar()));
            case "hubplane-wildfly" -> hubplane(name, () -> new WildFlyServer(BuildOutput.wildFlyHome()));
            case "handwritten-payara" -> handWritten(name, () -> new PayaraMicroServer(BuildOutput.payaraMicroJar()));
            case "handwritten-wildfly" -> handWritten(name, () -> new WildFlyServer(BuildOutput.wildFlyHome()));
            case "socket.io" -> new SocketIoContestant();
            default ->
                throw new IllegalArgumentException("Contestant '" + name + "' is unknown; allowed are hubplane-payara,"
                        + " hubplane-wildfly, handwritten-payara, handwritten-wildfly, socket.io");
        };
    }

    private static Contestant hubplane(String name, Supplier<io.hubplane.fixture.Server> server) {
        return new WarContestant(name, Wires.SIGNALR, server, "bench", war -> war.addClass(BenchHub.class));
    }

    private static Contestant handWritten(String name, Supplier<io.hubplane.fixture.Server> server) {
        return new WarContestant(
                name,
                Wires.PLAIN,
                server,
                "",
                war -> war.addClasses(HandWrittenEndpoint.class, HandWrittenRooms.class)
                        .addAsWebResource(new org.jboss.shrinkwrap.api.asset.StringAsset("bench"), "index.html"));
    }
}
