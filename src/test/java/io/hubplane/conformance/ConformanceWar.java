package io.hubplane.conformance;

import io.hubplane.conformance.application.TestHub;
import io.hubplane.fixture.BuildOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.GenericArchive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR under test: the library of this build, its dependencies, and the tests' hubs and pages. */
final class ConformanceWar {
    /** Every server serves an application of this name at its root. */
    static final String NAME = "ROOT.war";

    private ConformanceWar() {}

    /** Builds the WAR from what {@code mvn package} has built. */
    static Path build() {
        WebArchive built =
                ShrinkWrap.createFromZipFile(WebArchive.class, BuildOutput.war().toFile());
        WebArchive war = ShrinkWrap.create(WebArchive.class, NAME)
                .addAsLibrary(BuildOutput.classesJar().toFile())
                .addPackage(TestHub.class.getPackage())
                .addAsResource(
                        ConformanceWar.class.getResource("application.properties"),
                        "META-INF/microprofile-config.properties");
        war.merge(built, "/", Filters.include("/WEB-INF/lib/.*|/lib/.*js"));
        war.merge(pages(), "/");
        return export(war);
    }

    private static GenericArchive pages() {
        return ShrinkWrap.create(GenericArchive.class)
                .as(ExplodedImporter.class)
                .importDirectory(JsCases.directory().toFile())
                .as(GenericArchive.class);
    }

    private static Path export(WebArchive war) {
        try {
            Path directory = Files.createDirectories(BuildOutput.target().resolve("conformance"));
            Path file = directory.resolve(NAME);
            war.as(ZipExporter.class).exportTo(file.toFile(), true);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
