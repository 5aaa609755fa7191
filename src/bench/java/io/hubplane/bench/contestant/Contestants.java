package io.hubplane.bench.contestant;

import io.hubplane.bench.contestant.war.BenchHub;
import io.hubplane.bench.contestant.war.BenchMethods;
import io.hubplane.bench.contestant.war.CometdCloud;
import io.hubplane.bench.contestant.war.CometdCloudServlet;
import io.hubplane.bench.contestant.war.FloorEndpoint;
import io.hubplane.bench.contestant.war.FloorRooms;
import io.hubplane.bench.contestant.war.HandWrittenEndpoint;
import io.hubplane.bench.contestant.war.HandWrittenRooms;
import io.hubplane.bench.contestant.war.NonBlockingBenchHub;
import io.hubplane.bench.contestant.war.SharedBenchHub;
import io.hubplane.bench.load.Wires;
import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.Java;
import io.hubplane.fixture.PayaraMicroServer;
import io.hubplane.fixture.Server;
import io.hubplane.fixture.WildFlyServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** All contestants, by name. */
public final class Contestants {
    /**
     * Where the contestants named "before" come from: the build directory of another version of Hubplane, usually an
     * older one.
     */
    private static final String BEFORE = "hubplane.bench.before";

    /**
     * The secret with which the nodes of a farm sign their messages; without it they carry no commands for each other.
     */
    private static final String SECRET = UUID.randomUUID().toString();

    private Contestants() {}

    private static Map<String, Contestant> all(int floorMessages) {
        Map<String, Contestant> all = new LinkedHashMap<>();
        Stream.of(
                        hubplane("hubplane-payara", BenchHub.class, Contestants::payara, BuildOutput::target),
                        hubplane("hubplane-wildfly", BenchHub.class, Contestants::wildFly, BuildOutput::target),
                        hubplane(
                                "hubplane-shared-payara",
                                SharedBenchHub.class,
                                Contestants::payara,
                                BuildOutput::target),
                        hubplane(
                                "hubplane-shared-wildfly",
                                SharedBenchHub.class,
                                Contestants::wildFly,
                                BuildOutput::target),
                        hubplane(
                                "hubplane-nonblocking-payara",
                                NonBlockingBenchHub.class,
                                Contestants::payara,
                                BuildOutput::target),
                        hubplane(
                                "hubplane-nonblocking-wildfly",
                                NonBlockingBenchHub.class,
                                Contestants::wildFly,
                                BuildOutput::target),
                        hubplane("before-payara", BenchHub.class, Contestants::payara, Contestants::before),
                        hubplane("before-wildfly", BenchHub.class, Contestants::wildFly, Contestants::before),
                        hubplane(
                                "before-shared-payara", SharedBenchHub.class, Contestants::payara, Contestants::before),
                        hubplane(
                                "before-shared-wildfly",
                                SharedBenchHub.class,
                                Contestants::wildFly,
                                Contestants::before),
                        handWritten("handwritten-payara", Contestants::payara),
                        handWritten("handwritten-wildfly", Contestants::wildFly),
                        socketIo("socket.io", "classic"),
                        socketIo("socket.io-sharded", "sharded"),
                        socketIo("socket.io-streams", "streams"),
                        nettySocketIo("netty-socketio"),
                        cometd("cometd-payara", Contestants::payara),
                        floor("floor-payara", Contestants::payara, floorMessages),
                        floor("floor-wildfly", Contestants::wildFly, floorMessages),
                        new BareRedis())
                .forEach(contestant -> all.put(contestant.name(), contestant));
        return all;
    }

    /**
     * The contestants with the given names.
     *
     * @param names the names, in the order of the report
     * @param floorMessages how many messages share a frame of the floor's, 1 or more
     * @return the contestants
     * @throws IllegalArgumentException if there is none of a name
     */
    public static List<Contestant> named(List<String> names, int floorMessages) {
        Map<String, Contestant> all = all(floorMessages);
        return names.stream().map(name -> named(name, all)).toList();
    }

    private static Contestant named(String name, Map<String, Contestant> all) {
        Contestant contestant = all.get(name);
        if (contestant == null) {
            throw new IllegalArgumentException("Contestant '" + name + "' is unknown; allowed are " + all.keySet());
        }
        return contestant;
    }

    private static Contestant hubplane(
            String name, Class<? extends BenchMethods> hub, Supplier<Server> server, Supplier<Path> build) {
        return new WarContestant(
                name,
                Wires.SIGNALR,
                server,
                "bench",
                war -> withLibraries(war, build.get())
                        .addAsLibrary(
                                build.get().resolve("hubplane-classes.jar").toFile())
                        .addClasses(BenchMethods.class, hub),
                () -> knowsSecrets(build.get()) ? Map.of("HUBPLANE_BACKPLANE_SECRET", SECRET) : Map.of());
    }

    /** An older version refuses keys that it does not know. */
    private static boolean knowsSecrets(Path build) {
        try (JarFile jar = new JarFile(build.resolve("hubplane-classes.jar").toFile())) {
            return jar.getEntry("io/hubplane/backplane/BackplaneSecret.class") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path before() {
        String build = System.getProperty(BEFORE);
        if (build == null || !Files.exists(Path.of(build, "hubplane-classes.jar"))) {
            throw new IllegalArgumentException(BEFORE + " is '" + build
                    + "'; it must name the directory 'target' of another Hubplane's build, made by mvn package");
        }
        return Path.of(build);
    }

    private static Contestant handWritten(String name, Supplier<Server> server) {
        return new WarContestant(
                name,
                Wires.PLAIN,
                server,
                "",
                war -> withPage(withLibraries(war, BuildOutput.target()))
                        .addClasses(HandWrittenEndpoint.class, HandWrittenRooms.class));
    }

    private static Contestant floor(String name, Supplier<Server> server, int messages) {
        return new FloorContestant(new WarContestant(
                name,
                Wires.floor(messages),
                server,
                "",
                war -> withPage(war).addClasses(FloorEndpoint.class, FloorRooms.class)));
    }

    private static Contestant cometd(String name, Supplier<Server> server) {
        return new CometdContestant(new WarContestant(
                name,
                Wires.BAYEUX,
                server,
                "cloud",
                war -> war.addClasses(CometdCloud.class, CometdCloudServlet.class)
                        .addAsLibraries(PeerLibraries.of("org.cometd.java", "org.eclipse.jetty", "org.slf4j").stream()
                                .map(Path::toFile)
                                .toArray(File[]::new))));
    }

    private static Contestant socketIo(String name, String adapter) {
        String server = BuildOutput.project()
                .resolve("src/bench/js/socket-io-server.mjs")
                .toString();
        return new ProcessContestant(
                name,
                Wires.SOCKET_IO,
                (port, redis) -> List.of("node", server, Integer.toString(port), redis.toString(), adapter));
    }

    private static Contestant nettySocketIo(String name) {
        return new ProcessContestant(
                name,
                Wires.NETTY_SOCKET_IO,
                (port, redis) -> Stream.of(
                                Stream.of(Java.executable().toString()),
                                JavaOptions.ALIKE.stream(),
                                Stream.of(
                                        "-cp",
                                        PeerLibraries.classPath(),
                                        NettySocketIoServer.class.getName(),
                                        Integer.toString(port),
                                        redis.toString()))
                        .flatMap(Function.identity())
                        .toList());
    }

    private static Server payara() {
        return new PayaraMicroServer(BuildOutput.payaraMicroJar());
    }

    private static Server wildFly() {
        return new WildFlyServer(BuildOutput.wildFlyHome());
    }

    /** Adds the libraries that Hubplane depends on, mainly Jedis. */
    private static WebArchive withLibraries(WebArchive war, Path build) {
        return war.merge(
                ShrinkWrap.createFromZipFile(
                        WebArchive.class, build.resolve("hubplane.war").toFile()),
                "/",
                Filters.include("/WEB-INF/lib/.*"));
    }

    /** Adds a page that answers once the application is deployed. */
    private static WebArchive withPage(WebArchive war) {
        return war.addAsWebResource(new StringAsset("bench"), "index.html");
    }
}
