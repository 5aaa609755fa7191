package io.hubplane.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.ChildProcess;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.OfficialClients;
import io.hubplane.fixture.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The starter, built as a user would who has copied it: by Maven, with the artifacts installed in a local repository.
 */
class StarterIT {
    /** Maven fetches its plugins into that repository first, after each {@code mvn clean}. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Path DIRECTORY = BuildOutput.target().resolve("starter");
    private static final Path PROJECT = DIRECTORY.resolve("project");

    @Test
    void oneDependencyAndOneClassAreAnApplication() throws IOException {
        copy(BuildOutput.project().resolve("src/starter"));
        maven(
                "org.apache.maven.plugins:maven-install-plugin:3.1.4:install-file",
                "-Dfile=" + BuildOutput.classesJar(),
                "-DpomFile=" + BuildOutput.consumerPom(),
                "-Dpackaging=jar",
                "-Dclassifier=classes");
        maven("package");

        Path war = PROJECT.resolve("target/starter.war");
        List<String> libraries = new ArrayList<>(WarLibraries.NEEDED);
        libraries.add("hubplane");
        assertThat(WarLibraries.of(war)).containsExactlyInAnyOrderElementsOf(libraries);

        NodeSettings settings = NodeSettings.named("starter").withWar(war, "index.html");
        try (HubplaneNode node = HubplaneNode.start(Server.underTest(), settings);
                OfficialClients clients = OfficialClients.start();
                OfficialClient client = clients.open(node.resolve("chat"), "broadcastMessage")) {
            client.invoke("send", "Ada", "Hello");
            assertThat(client.calls("broadcastMessage").next()).containsExactly("Ada", "Hello");
        }
    }

    private static void copy(Path source) throws IOException {
        if (Files.exists(PROJECT)) {
            try (Stream<Path> old = Files.walk(PROJECT)) {
                old.sorted(Comparator.reverseOrder()).forEach(StarterIT::delete);
            }
        }
        Files.createDirectories(DIRECTORY);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, PROJECT.resolve(source.relativize(file)));
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the Maven of this build in the project, with a separate local repository. */
    private static void maven(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("hubplane.test.maven"), "bin", "mvn").toString(),
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + DIRECTORY.resolve("repository")));
        command.addAll(List.of(arguments));
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
        try (ChildProcess maven = ChildProcess.start("maven", command, environment, PROJECT, line -> {})) {
            assertThat(maven.awaitEnd(PATIENCE)).as("ends in time").isTrue();
            assertThat(maven.exitCode()).as(maven.log().tail(60)).isZero();
        }
    }
}
