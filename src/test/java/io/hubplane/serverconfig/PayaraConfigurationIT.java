package io.hubplane.serverconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.ChildProcess;
import io.hubplane.fixture.Java;
import io.hubplane.fixture.Ports;
import io.hubplane.fixture.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("payara")
class PayaraConfigurationIT {
    @TempDir
    Path directory;

    @Test
    void scriptRunsTwoNodes() {
        TwoNodes.assertScriptRunsThem("payara/two-nodes.sh", BuildOutput.payaraMicroJar(), directory);
    }

    /** Payara Micro takes the same commands as a running Payara Server, which would be a large download. */
    @Test
    void commandsConfigureTheServerAndDeploy() throws Exception {
        Files.copy(BuildOutput.war(), directory.resolve("hubplane.war"));
        try (RedisServer redis = RedisServer.start("requirepass change-me")) {
            Path commands = ShippedFile.copy(
                    "payara/deploy.asadmin", directory, Map.of("127.0.0.1:6379", "127.0.0.1:" + redis.port()));
            int port = Ports.free();
            List<String> command = List.of(
                    Java.executable().toString(),
                    "-jar",
                    BuildOutput.payaraMicroJar().toString(),
                    "--rootdir",
                    directory.resolve("payara").toString(),
                    "--nohazelcast",
                    "--disablephonehome",
                    "--prebootcommandfile",
                    ShippedFile.of("payara/preboot.txt").toString(),
                    "--postbootcommandfile",
                    commands.toString(),
                    "--port",
                    Integer.toString(port));
            try (ChildProcess node = ChildProcess.start("Payara", command, Map.of(), directory, line -> {})) {
                Waiting.forPage(node, TwoNodes.page(port));
                TwoNodes.assertServesFarm(port, redis, ":change-me");
            }
        }
    }

    @Test
    void systemdAcceptsTheUnit() {
        Path unit = ShippedFile.copy(
                "systemd/hubplane@.service",
                directory,
                Map.of("/usr/bin/java", Java.executable().toString()));
        List<String> command = List.of(Programs.require("systemd-analyze"), "verify", unit.toString());
        try (ChildProcess verification =
                ChildProcess.start("systemd-analyze", command, Map.of(), directory, line -> {})) {
            assertThat(verification.awaitEnd(ChildProcess.PATIENCE)).isTrue();
            assertThat(verification.log().tail(20)).as("complaints").isEmpty();
            assertThat(verification.exitCode()).isZero();
        }
    }

    /**
     * Runs what systemd would run for the instance, with its environment, in a directory in which the test may write.
     */
    @Test
    void unitRunsANode() {
        int port = Ports.free();
        try (RedisServer redis = RedisServer.start("requirepass change-me")) {
            Map<String, String> places = Map.of(
                    "/usr/bin/java", Java.executable().toString(),
                    "/opt/hubplane/payara-micro.jar",
                            BuildOutput.payaraMicroJar().toString(),
                    "/opt/hubplane/preboot.txt",
                            ShippedFile.of("payara/preboot.txt").toString(),
                    "/opt/hubplane/hubplane.war", BuildOutput.war().toString(),
                    "/tmp/payara", directory.resolve("payara").toString(),
                    "%i", Integer.toString(port));
            Map<String, String> environment = environment(redis, port);
            List<String> command = new ArrayList<>();
            for (String word : value("systemd/hubplane@.service", "ExecStart").split(" ", -1)) {
                command.add(
                        word.equals("$JAVA_OPTIONS")
                                ? environment.get("JAVA_OPTIONS")
                                : places.getOrDefault(word, word));
            }
            ChildProcess node = ChildProcess.start("node", command, environment, directory, line -> {});
            try (node) {
                Waiting.forPage(node, TwoNodes.page(port));
                TwoNodes.assertServesFarm(port, redis, ":change-me");
            }
            assertThat(node.exitCode())
                    .isEqualTo(Integer.parseInt(value("systemd/hubplane@.service", "SuccessExitStatus")));
        }
    }

    private static Map<String, String> environment(RedisServer redis, int port) {
        Map<String, String> environment = new HashMap<>();
        for (String key : List.of(
                "HUBPLANE_REDIS_URI", "HUBPLANE_BACKPLANE_SECRET", "HUBPLANE_REDIS_CHANNEL_PREFIX", "JAVA_OPTIONS")) {
            environment.put(key, value("systemd/hubplane.env", key).replace(":6379", ":" + redis.port()));
        }
        String name = value("systemd/hubplane@.service", "Environment=HUBPLANE_NODE_NAME");
        environment.put("HUBPLANE_NODE_NAME", name.replace("%H", "host").replace("%i", Integer.toString(port)));
        return environment;
    }

    /** The value of the file's only line that begins with a key. */
    private static String value(String file, String key) {
        List<String> values = ShippedFile.read(file)
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
        assertThat(values).hasSize(1);
        return values.get(0);
    }
}
