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

/** The applications under test, as files. */
public final class Applications {
    private Applications() {}

    /** The WAR of this build, as Arquillian deploys it. */
    static WebArchive chat() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, BuildOutput.war().toFile());
    }

    /** The WAR of this build with two more hubs: one answers and fails in all ways, one sends nothing but answers. */
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

    /** What somebody else builds: the library, what it depends on, one hub, and nothing more. */
    static Path library(Class<?> hub, String name) {
        return library(ShrinkWrap.create(WebArchive.class, name).addClass(hub), name);
    }

    /**
     * The same with the classes of a package.
     *
     * @param classes the package, whose classes may be of tests
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
