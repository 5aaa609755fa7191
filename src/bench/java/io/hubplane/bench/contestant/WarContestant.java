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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An application on a Jakarta EE server.
 *
 * @param name its name
 * @param wire the protocol of its clients
 * @param server the server
 * @param probe the path that answers once it is deployed
 * @param content adds what is measured, and the libraries that it needs
 * @param secrets environment variables of all nodes
 */
record WarContestant(
        String name,
        Wire wire,
        Supplier<Server> server,
        String probe,
        Consumer<WebArchive> content,
        Supplier<Map<String, String>> secrets)
        implements Contestant {
    WarContestant(String name, Wire wire, Supplier<Server> server, String probe, Consumer<WebArchive> content) {
        this(name, wire, server, probe, content, Map::of);
    }

    @Override
    public RunningNodes start(int count, URI redis) {
        Path war = build();
        List<Integer> ports = Stream.generate(Ports::free).limit(count).toList();
        List<HubplaneNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(HubplaneNode.launch(server.get(), settings(i, ports, war, redis)));
        }
        HubplaneNode.awaitAll(nodes);
        return new RunningNodes(
                nodes.stream().map(HubplaneNode::uri).toList(),
                nodes.stream().map(node -> node.process().pid()).toList(),
                () -> nodes.forEach(HubplaneNode::close));
    }

    private NodeSettings settings(int index, List<Integer> ports, Path war, URI redis) {
        List<String> addresses = ports.stream()
                .map(port -> "http://" + NodeSettings.LOOPBACK + ":" + port + "/" + name + "/")
                .toList();
        String others = addresses.stream()
                .filter(address -> !address.equals(addresses.get(index)))
                .collect(Collectors.joining(","));
        return new NodeSettings(
                name + "-" + (index + 1),
                war,
                NodeSettings.LOOPBACK,
                ports.get(index),
                probe,
                Map.of(
                        "hubplane.redis.uri", redis.toString(),
                        "bench.redis", redis.toString(),
                        "bench.self", addresses.get(index),
                        "bench.others", others),
                secrets.get(),
                JavaOptions.ALIKE);
    }

    private Path build() {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war");
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
