package io.hubplane.abuse;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.LiveObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a node holds at one moment, after a full garbage collection.
 *
 * @param heap the size of the objects on its heap, in bytes
 * @param sockets how many TCP connections its HTTP port has, in any state, without those that have ended on both sides
 * @param instances how many objects there are of each of our classes
 */
record VitalSigns(long heap, int sockets, Map<String, Integer> instances) {
    private static final long MIB = 1024 * 1024;

    /**
     * How much more the server may keep: its buffers and caches, and the numbers of channels, at most 10 MiB. An attack
     * of which the node kept something would leave far more.
     */
    private static final long HEAP_TOLERANCE = (16 + 10) * MIB;

    /** Clients keep some connections for further requests. */
    private static final int SPARE_SOCKETS = 16;

    /**
     * Idle threads keep on their stacks what they worked on last, for example a stream and the items that wait in it.
     */
    private static final int IN_FRAMES = 64;

    /**
     * What is kept for long, but bounded: the numbers of recently used channels, of which a node keeps some thousands;
     * what was published in the last seconds, to be sent again; and the input that Tyrus keeps of requests that have
     * ended, which Grizzly's threads keep for later requests.
     */
    private static final Map<Pattern, Integer> BOUNDED = Map.of(
            Pattern.compile("io\\.hubplane\\.backplane\\.sequence\\..*(Counter|Position).*"), 40_000,
            Pattern.compile("io\\.hubplane\\.backplane\\.redis\\.Publication"), 512,
            Pattern.compile("io\\.hubplane\\.transport\\.websocket\\.(TyrusInput|FrameMeter)"), 512);

    /** The states in {@code /proc/net/tcp} of what is not, or no longer, a connection: TIME_WAIT, CLOSE and LISTEN. */
    private static final List<String> NO_CONNECTION = List.of("06", "07", "0A");

    /** The vital signs of a node whose clients are idle. Takes about a second. */
    static VitalSigns of(HubplaneNode node) {
        LiveObjects live = LiveObjects.of(node);
        Map<String, Integer> ours = new TreeMap<>(live.instances());
        ours.keySet().removeIf(type -> !type.startsWith("io.hubplane."));
        int port = node.settings().port();
        return new VitalSigns(live.bytes(), sockets(port), Collections.unmodifiableMap(ours));
    }

    private static int sockets(int port) {
        String local = String.format(Locale.ROOT, ":%04X", port);
        return (int) Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(VitalSigns::lines)
                .map(line -> line.strip().split(" +"))
                .filter(fields -> fields[1].endsWith(local) && !NO_CONNECTION.contains(fields[3]))
                .count();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What there is more of than before, beyond what servers and clients may keep; empty if nothing. */
    List<String> leftSince(VitalSigns before) {
        List<String> left = new ArrayList<>();
        if (heap - before.heap > HEAP_TOLERANCE) {
            left.add("heap: " + before.heap / MIB + " MiB -> " + heap / MIB + " MiB");
        }
        if (sockets - before.sockets > SPARE_SOCKETS) {
            left.add("sockets: " + before.sockets + " -> " + sockets);
        }
        List<String> tolerated = new ArrayList<>();
        instances.forEach((type, count) -> {
            int earlier = before.instances.getOrDefault(type, 0);
            if (count > earlier) {
                (count - earlier > tolerance(type) ? left : tolerated).add(type + ": " + earlier + " -> " + count);
            }
        });
        if (!left.isEmpty()) { // what is there besides tells who keeps it
            left.add("tolerated: sockets: " + before.sockets + " -> " + sockets + ", " + tolerated);
        }
        return left;
    }

    private static int tolerance(String type) {
        return BOUNDED.entrySet().stream()
                .filter(bounded -> bounded.getKey().matcher(type).matches())
                .mapToInt(Map.Entry::getValue)
                .findFirst()
                .orElse(IN_FRAMES);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f MiB, %d sockets", (double) heap / MIB, sockets);
    }
}
