package io.hubplane.serverconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.ChildProcess;
import io.hubplane.fixture.Ports;
import io.hubplane.fixture.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wildfly")
class WildFlyConfigurationIT {
    private static final Duration COMMANDS = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void scriptRunsTwoNodes() {
        TwoNodes.assertScriptRunsThem("wildfly/two-nodes.sh", BuildOutput.wildFlyHome(), directory);
    }

    @Test
    void commandsConfigureTheServerAndDeployAndMayBeRepeated() throws Exception {
        Files.copy(BuildOutput.war(), directory.resolve("hubplane.war"));
        int port = Ports.free();
        int management = Ports.free();
        try (RedisServer redis = RedisServer.start("requirepass change-me");
                ChildProcess server = startServer(port, management)) {
            Waiting.forPort(server, management);
            Path commands = ShippedFile.copy(
                    "wildfly/deploy.cli", directory, Map.of("127.0.0.1:6379", "127.0.0.1:" + redis.port()));
            run(commands, management);
            run(commands, management);

            Waiting.forPage(server, TwoNodes.page(port));
            TwoNodes.assertServesFarm(port, redis, ":change-me");
        }
    }

    private ChildProcess startServer(int port, int management) throws IOException {
        Path base = directory.resolve("standalone");
        copyDirectory(BuildOutput.wildFlyHome().resolve("standalone"), base);
        List<String> command = List.of(
                BuildOutput.wildFlyHome().resolve("bin/standalone.sh").toString(),
                "-b",
                "127.0.0.1",
                "-bmanagement",
                "127.0.0.1",
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + Ports.free(),
                "-Djboss.management.http.port=" + management);
        return ChildProcess.start("WildFly", command, Map.of("LAUNCH_JBOSS_IN_BACKGROUND", "1"), directory, line -> {});
    }

    private void run(Path commands, int management) {
        List<String> command = List.of(
                BuildOutput.wildFlyHome().resolve("bin/jboss-cli.sh").toString(),
                "--connect",
                "--controller=127.0.0.1:" + management,
                "--file=" + commands);
        try (ChildProcess cli = ChildProcess.start("jboss-cli", command, Map.of(), directory, line -> {})) {
            assertThat(cli.awaitEnd(COMMANDS)).isTrue();
            assertThat(cli.exitCode()).as(cli.log().tail(20)).isZero();
        }
    }

    private static void copyDirectory(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
