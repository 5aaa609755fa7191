package io.hubplane.server;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.server.library.EchoHub;
import io.hubplane.server.probe.ProbeHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WARs under test. */
public final class Applications {
    private Applications() {}

    /** The WAR of this build, as Arquillian deploys it. */
    static WebArchive chat() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, BuildOutput.war().toFile());
    }

    /** The WAR of this build with two more hubs: one answers and fails in all ways, the other one only answers. */
    static Path chatWithProbe() {
        return export(chat().addPackage(ProbeHub.class.getPackage()).addClass(EchoHub.class), "hubplane.war");
    }

    /**
     * The WAR of this build with the hubs of a package.
     *
     * @param hubs the package
     * @param name the file's name
     * @return the file
     */
    public static Path chatWith(Package hubs, String name) {
        return export(chat().addPackage(hubs), name);
    }

    /** The WAR of another application: only the library, its dependencies and one hub. */
    static Path library(Class<?> hub, String name) {
        return library(ShrinkWrap.create(WebArchive.class, name).addClass(hub), name);
    }

    /**
     * The same with the classes of a package.
     *
     * @param classes the package, which may be one of tests
     * @param name the file's name
     * @return the file
     */
    public static Path library(Package classes, String name) {
        return library(ShrinkWrap.create(WebArchive.class, name).addPackage(classes), name);
    }

    private static Path library(WebArchive war, String name) {
        war.addAsLibrary(BuildOutput.classesJar().toFile());
        war.merge(chat(), "/", Filters.include("/WEB-INF/lib/.*"));
        return export(war, name);
    }

    private static Path export(WebArchive war, String name) {
        try {
            Path directory = Files.createDirectories(BuildOutput.target().resolve("applications"));
            Path file = directory.resolve(name);
            war.as(ZipExporter.class).exportTo(file.toFile(), true);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
