package io.hubplane.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.BuildOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the project gives away: its POM, its jars, and what the WAR carries. */
class ArtifactIT {
    @Test
    void thePomBringsWhatTheLibraryNeedsAndNothingElse() throws Exception {
        ConsumerPom pom = ConsumerPom.read();
        assertThat(pom.texts("//dependency[not(scope='provided')]/artifactId"))
                .containsExactlyInAnyOrder(
                        "jedis", "jackson-databind", "jackson-datatype-jsr310", "jackson-datatype-jdk8", "jose4j");
        assertThat(pom.texts("//dependency[scope='test']")).isEmpty();
    }

    @Test
    void thePomSaysWhoseThisIsAndNothingOfHowItIsBuilt() throws Exception {
        ConsumerPom pom = ConsumerPom.read();
        assertThat(pom.texts("/project/licenses/license/name")).containsExactly("Apache-2.0");
        for (String wanted : List.of("name", "description", "url", "developers/developer/name", "scm/url")) {
            assertThat(pom.texts("/project/" + wanted)).as(wanted).hasSize(1);
        }
        for (String unwanted :
                List.of("parent", "properties", "repositories", "dependencyManagement", "build", "profiles")) {
            assertThat(pom.texts("/project/" + unwanted)).as(unwanted).isEmpty();
        }
    }

    @Test
    void theWarCarriesWhatIsNeededAndNothingElse() throws IOException {
        assertThat(libraries(BuildOutput.war()))
                .containsExactlyInAnyOrder(
                        "commons-pool2",
                        "jackson-annotations",
                        "jackson-core",
                        "jackson-databind",
                        "jackson-datatype-jdk8",
                        "jackson-datatype-jsr310",
                        "jedis",
                        "jose4j",
                        "slf4j-api");
    }

    @Test
    void theJarsHaveModuleNamesAndTheLicence() throws IOException {
        assertModule(BuildOutput.classesJar(), "io.hubplane");
        assertModule(BuildOutput.testkitJar(), "io.hubplane.testkit");
    }

    /** The libraries in a WAR, without their versions. */
    private static List<String> libraries(Path file) throws IOException {
        try (JarFile war = new JarFile(file.toFile())) {
            return war.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.replaceFirst("WEB-INF/lib/(.+?)-\\d.*", "$1"))
                    .toList();
        }
    }

    private static void assertModule(Path file, String name) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo(name);
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isNotBlank();
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
        }
    }
}
