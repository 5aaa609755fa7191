package io.hubplane.bench.scenario;

import io.hubplane.fixture.Java;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of the nodes at one moment, after full garbage collections.
 *
 * @param heap the size of the objects on the heaps, in bytes; empty if the nodes do not run on Java
 * @param resident the resident memory of the processes, in bytes
 */
record Memory(OptionalLong heap, long resident) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    /** The memory of all nodes of a stage; takes one or two seconds. */
    static Memory of(Stage stage) throws IOException {
        List<Long> nodes = stage.nodes().processes();
        OptionalLong heap = OptionalLong.empty();
        if (nodes.stream().allMatch(Memory::isJava)) {
            long live = 0;
            for (long node : nodes) {
                live += live(node);
            }
            heap = OptionalLong.of(live);
        }
        long resident = 0;
        for (long node : nodes) {
            String status = Files.readString(Path.of("/proc/" + node + "/status"));
            resident += number(RESIDENT, status) * 1024;
        }
        return new Memory(heap, resident);
    }

    private static boolean isJava(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().command())
                .filter(command -> Path.of(command).endsWith("java"))
                .isPresent();
    }

    /** The sum over all live objects: exact with any garbage collector. */
    private static long live(long process) throws IOException {
        // Objects that wait for cleaning after the first collection are garbage for the second one, with which the
        // histogram begins.
        jcmd(process, "GC.run");
        return number(TOTAL, jcmd(process, "GC.class_histogram"));
    }

    private static String jcmd(long process, String command) throws IOException {
        Process jcmd = new ProcessBuilder(Java.tool("jcmd").toString(), Long.toString(process), command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("No '" + pattern + "' in: " + text);
        }
        return Long.parseLong(matcher.group(1));
    }
}
