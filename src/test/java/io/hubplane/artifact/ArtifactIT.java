package io.hubplane.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.BuildOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the project publishes: its POM, its jars, and the contents of the WAR. */
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
        assertThat(WarLibraries.of(BuildOutput.war())).containsExactlyInAnyOrderElementsOf(WarLibraries.NEEDED);
    }

    @Test
    void theJarsHaveModuleNamesAndTheLicence() throws IOException {
        assertModule(BuildOutput.classesJar(), "io.hubplane");
        assertModule(BuildOutput.testkitJar(), "io.hubplane.testkit");
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
