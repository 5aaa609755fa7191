package io.hubplane.server.options;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Finds threads that are blocked in the server's own code, which Hubplane has called, for example to write. */
final class HeldThreads {
    private static final Pattern SERVER = Pattern.compile(
            "(org\\.glassfish\\.(grizzly|tyrus)|org\\.apache\\.catalina|io\\.undertow|org\\.xnio)\\..*");

    /** Hubplane's threads, except the one that calls this. */
    private static final Pattern OURS = Pattern.compile("io\\.hubplane\\.(?!server\\.).*");

    /** How often a thread is checked: for a longer time than a busy machine makes it wait for a processor. */
    private static final int LOOKS = 20;

    private static final long BETWEEN = 50;

    /**
     * Where a thread is, and what it has done so far.
     *
     * @param stack its stack, the last call first
     * @param cpuTime how long it has been running, in nanoseconds
     */
    private record State(List<StackTraceElement> stack, long cpuTime) {
        /** Whether our code has called the server's code that runs now. */
        boolean isInServer() {
            boolean server = false;
            for (StackTraceElement element : stack) {
                if (OURS.matcher(element.getClassName()).matches()) {
                    return server;
                }
                server |= SERVER.matcher(element.getClassName()).matches();
            }
            return false;
        }
    }

    private HeldThreads() {}

    /** Looks for such threads, for at most a second. */
    static List<String> find() throws InterruptedException {
        Map<Thread, State> held = inServer();
        for (int i = 0; i < LOOKS && !held.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN);
            held.entrySet().retainAll(inServer().entrySet());
        }
        return held.entrySet().stream().map(Object::toString).toList();
    }

    private static Map<Thread, State> inServer() {
        Map<Thread, State> found = new HashMap<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            State state = new State(
                    Arrays.asList(stack), ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()));
            if (state.isInServer()) {
                found.put(thread, state);
            }
        });
        return found;
    }
}
