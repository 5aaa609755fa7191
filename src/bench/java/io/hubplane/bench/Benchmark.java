package io.hubplane.bench;

import io.hubplane.bench.contestant.Contestant;
import io.hubplane.bench.contestant.Contestants;
import io.hubplane.bench.contestant.RunningNodes;
import io.hubplane.bench.report.Circumstances;
import io.hubplane.bench.report.Report;
import io.hubplane.bench.scenario.Measurement;
import io.hubplane.bench.scenario.Redis;
import io.hubplane.bench.scenario.Scenario;
import io.hubplane.bench.scenario.Stage;
import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Measures contestants side by side: {@code mvn -Pbench}. See {@link BenchOptions}. */
public final class Benchmark {
    private final BenchOptions options;
    private final RedisServer redis;
    private final List<Measurement> measurements = new ArrayList<>();

    private Benchmark(BenchOptions options, RedisServer redis) {
        this.options = options;
        this.redis = redis;
    }

    /**
     * Measures and writes {@code target/bench/report.md} and {@code report.json}.
     *
     * @param arguments none
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        BenchOptions options = BenchOptions.of(System.getProperties());
        try (RedisServer redis = RedisServer.start()) {
            Circumstances circumstances = Circumstances.here(Instant.now(), redis.uri(), options.asText());
            Benchmark benchmark = new Benchmark(options, redis);
            try {
                benchmark.measure();
            } finally {
                report(new Report(circumstances, options.scenarios(), benchmark.measurements));
            }
        }
        System.exit(0);
    }

    private static void report(Report report) throws IOException {
        Path directory = BuildOutput.target().resolve("bench");
        report.write(directory);
        System.out.println("\n" + report.targets() + "\nReport: " + directory.resolve("report.md"));
    }

    private void measure() {
        Map<Integer, List<Scenario>> byNodes = new TreeMap<>();
        for (Scenario scenario : options.scenarios()) {
            byNodes.computeIfAbsent(scenario.nodes(), count -> new ArrayList<>())
                    .add(scenario);
        }
        byNodes.forEach(this::measure);
    }

    /** All contestants run at the same time and take turns, so that other load on the machine affects all of them. */
    private void measure(int count, List<Scenario> scenarios) {
        Map<Contestant, RunningNodes> running = new LinkedHashMap<>();
        try {
            for (Contestant contestant : Contestants.named(options.contestants(), options.floorMessages())) {
                if (scenarios.stream().anyMatch(scenario -> options.plays(contestant, scenario))) {
                    running.put(contestant, contestant.start(count, redis.uri()));
                    System.out.println("Started " + contestant.name() + ", " + count + " nodes");
                }
            }
            List<Scenario> repeated = scenarios.stream()
                    .filter(scenario -> !scenario.onceIsEnough())
                    .toList();
            play(running, repeated, options.warmUp(), BenchOptions.MOMENT, this::practise);
            for (int repeat = 1; repeat <= options.repeats(); repeat++) {
                List<Scenario> measured = repeat == 1 ? scenarios : repeated;
                play(running, measured, options.warmUpAgain(), options.measured(), this::measure);
            }
        } finally {
            running.values().forEach(RunningNodes::close);
        }
    }

    /** Plays each scenario with one contestant after the other. */
    private void play(
            Map<Contestant, RunningNodes> running,
            List<Scenario> scenarios,
            Duration warmUp,
            Duration measured,
            BiConsumer<Scenario, Stage> play) {
        Redis shared = new Redis(redis.pid(), redis.uri());
        for (Scenario scenario : scenarios) {
            running.forEach((contestant, nodes) -> {
                if (options.plays(contestant, scenario)) {
                    play.accept(scenario, new Stage(contestant, nodes, shared, warmUp, measured));
                }
            });
        }
    }

    /** Plays a scenario whose figures do not count, so that servers load and compile their classes. */
    private void practise(Scenario scenario, Stage stage) {
        System.out.println(stage.contestant().name() + " practises " + scenario.name());
        try {
            scenario.measure(stage);
        } catch (IOException e) {
            System.out.println(e.getMessage()); // if it matters, the measured runs fail as well
        }
    }

    private void measure(Scenario scenario, Stage stage) {
        Measurement measurement;
        try {
            measurement = scenario.measure(stage);
        } catch (IOException e) {
            measurement = Measurement.failed(stage, scenario, String.valueOf(e.getMessage()));
        }
        System.out.println(measurement);
        measurements.add(measurement);
    }
}
