package io.hubplane.bench.contestant;

import io.hubplane.fixture.BuildOutput;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The libraries of the Java contestants, as the build has resolved them. */
final class PeerLibraries {
    private PeerLibraries() {}

    /** The class path of this build's tests. */
    static String classPath() {
        return BuildOutput.target().resolve("test-classes") + File.pathSeparator + resolved();
    }

    /**
     * The libraries of some groups.
     *
     * @param groups Maven's names of the groups
     * @return their files
     */
    static List<Path> of(String... groups) {
        return Stream.of(resolved().split(File.pathSeparator))
                .filter(file -> Stream.of(groups).anyMatch(group -> file.contains("/" + group.replace('.', '/') + "/")))
                .map(Path::of)
                .toList();
    }

    private static String resolved() {
        Path file = BuildOutput.target().resolve("bench/classpath");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The libraries of peers are listed by mvn -Pbench only", e);
        }
    }
}
