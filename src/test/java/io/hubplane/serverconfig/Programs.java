package io.hubplane.serverconfig;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of this machine that tests need and that the build does not provide. */
public final class Programs {
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(System.getProperty("path.separator")));

    private Programs() {}

    /**
     * The path of a program; if it is not installed, the test is skipped and says so.
     *
     * @param name the program, for example {@code haproxy}
     * @return its path
     */
    public static String require(String name) {
        Optional<Path> found = Stream.concat(
                        SEPARATOR.splitAsStream(System.getenv("PATH")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(found).as(name + " is not installed").isPresent();
        return found.orElseThrow().toString();
    }
}
