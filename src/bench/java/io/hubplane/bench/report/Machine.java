package io.hubplane.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes the machine, as far as Linux reports it. */
final class Machine {
    private static final long KIB_PER_GIB = 1L << 20;

    private Machine() {}

    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("CPU", entry("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")));
        facts.put("Cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        entry("/proc/meminfo", "MemTotal")
                .map(Machine::gibibytes)
                .ifPresent(memory -> facts.put("Memory", memory + " GiB"));
        facts.put("System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        return facts;
    }

    private static long gibibytes(String kibibytes) {
        return Math.round((double) Long.parseLong(kibibytes.replaceAll("\\D", "")) / KIB_PER_GIB);
    }

    private static Optional<String> entry(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
