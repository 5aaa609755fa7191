package io.hubplane.bench.contestant;

import io.hubplane.bench.load.Wire;
import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.Ports;
import io.hubplane.fixture.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An application on a Jakarta EE server, with the library and what it depends on.
 *
 * @param name what it is called
 * @param wire how clients speak to it
 * @param server the server
 * @param probe the path that answers once it is there
 * @param content adds what is measured
 */
record WarContestant(String name, Wire wire, Supplier<Server> server, String probe, Consumer<WebArchive> content)
        implements Contestant {
    /** As a server in production has them, but for the size of a shared machine. */
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx1g", "-XX:+UseG1GC");

    @Override
    public RunningNodes start(int count, URI redis) {
        Path war = build();
        List<HubplaneNode> nodes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            nodes.add(HubplaneNode.launch(server.get(), settings(name + "-" + i, war, redis)));
        }
        HubplaneNode.awaitAll(nodes);
        return new RunningNodes(
                nodes.stream().map(HubplaneNode::uri).toList(),
                nodes.stream().map(node -> node.process().pid()).toList(),
                () -> nodes.forEach(HubplaneNode::close));
    }

    private NodeSettings settings(String node, Path war, URI redis) {
        return new NodeSettings(
                node,
                war,
                NodeSettings.LOOPBACK,
                Ports.free(),
                probe,
                Map.of("hubplane.redis.uri", redis.toString(), "bench.redis", redis.toString()),
                Map.of(),
                JAVA_OPTIONS);
    }

    private Path build() {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war")
                .addAsLibrary(BuildOutput.classesJar().toFile());
        war.merge(
                ShrinkWrap.createFromZipFile(WebArchive.class, BuildOutput.war().toFile()),
                "/",
                Filters.include("/WEB-INF/lib/.*"));
        content.accept(war);
        try {
            Path file = Files.createDirectories(BuildOutput.target().resolve("bench"))
                    .resolve(name + ".war");
            war.as(ZipExporter.class).exportTo(file.toFile(), true);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
