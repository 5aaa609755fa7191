package io.hubplane.bench.loop;

import io.hubplane.fixture.BuildOutput;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the inner loops, in about two minutes: {@code mvn -Pbench -Dhubplane.main=io.hubplane.bench.loop.Loops}.
 *
 * <p>{@code hubplane.bench.loops} is a regular expression: loops whose names contain a match are measured, without it
 * all of them. {@code hubplane.bench.forks} is the number of processes in which each loop is measured, one after
 * another; without it 1.
 */
public final class Loops {
    private static final String EVERY_LOOP = "Loop\\.";

    private Loops() {}

    /**
     * Measures and writes {@code target/bench/loops.json} and {@code loops.md}.
     *
     * @param arguments none
     * @throws IOException if the report cannot be written
     * @throws RunnerException if a loop fails
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        nameClassPath();
        Path directory = Files.createDirectories(BuildOutput.target().resolve("bench"));
        Options options = new OptionsBuilder()
                .include(System.getProperty("hubplane.bench.loops", EVERY_LOOP))
                .forks(Integer.getInteger("hubplane.bench.forks", 1))
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(4)
                .measurementTime(TimeValue.milliseconds(400))
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(directory.resolve("loops.json").toString())
                .build();
        Collection<RunResult> results = new Runner(options).run();
        String table = LoopTable.of(results);
        Files.writeString(directory.resolve("loops.md"), table);
        System.out.println(table);
    }

    /** JMH gives its processes the class path of this one, which is Maven's until it is set here. */
    private static void nameClassPath() {
        if (Loops.class.getClassLoader() instanceof URLClassLoader loader) {
            StringJoiner path = new StringJoiner(File.pathSeparator);
            for (URL entry : loader.getURLs()) {
                path.add(file(entry));
            }
            System.setProperty("java.class.path", path.toString());
        }
    }

    private static String file(URL entry) {
        try {
            return Path.of(entry.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Not a file: " + entry, e);
        }
    }
}
