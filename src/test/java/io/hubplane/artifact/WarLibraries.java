package io.hubplane.artifact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The libraries that a WAR contains. */
final class WarLibraries {
    /** All libraries that Hubplane needs. */
    static final List<String> NEEDED = List.of(
            "commons-pool2",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "jackson-datatype-jdk8",
            "jackson-datatype-jsr310",
            "jedis",
            "jose4j",
            "redis-authx-core",
            "slf4j-api");

    private static final String DIRECTORY = "WEB-INF/lib/";

    private WarLibraries() {}

    /** Their names, without versions. */
    static List<String> of(Path file) throws IOException {
        try (JarFile war = new JarFile(file.toFile())) {
            return war.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(DIRECTORY) && name.endsWith(".jar"))
                    .map(name -> name.substring(DIRECTORY.length()).replaceFirst("-\\d.*", ""))
                    .toList();
        }
    }
}
