package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import io.hubplane.fixture.ServerSockets;
import io.hubplane.fixture.StalledEventStream;
import io.hubplane.fixture.StalledReader;
import io.hubplane.fixture.StalledWebSocket;
import io.hubplane.server.options.AdjustableHub;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Clients that read nothing cost a node little while they are there, and nothing when they have been given up. */
class StalledReadersIT {
    private static final int READERS = Integer.getInteger("stalled.readers", 50);
    /** Of five readers one has an event stream. */
    private static final int EACH_EVENT_STREAM = 5;
    /** Twelve megabytes for each client, of which the sockets may take four. */
    private static final int CALLS = 250;

    private static final int TIMES = 10;
    private static final int LENGTH = 4_800;
    private static final int MEGABYTE = 1024 * 1024;
    /** The queues hold the same messages; what a server holds besides is its own copy. */
    private static final int MOST_PER_READER = MEGABYTE / 2;
    /** Twice what was seen: classes that were loaded meanwhile, and garbage where the collector does not compact. */
    private static final long KEPT_AT_MOST = 24L * MEGABYTE;

    private static HubplaneNode start() {
        return HubplaneNode.start(
                Server.underTest(),
                NodeSettings.named("stalled")
                        .withWar(Applications.library(AdjustableHub.class.getPackage(), "stalled.war"), "plain")
                        .with("hubplane.transport-send-timeout", "1m")
                        .with("hubplane.hub.plain.slow-client-timeout", "1s")
                        .with("hubplane.hub.plain.web-sockets.close-timeout", "2s")
                        .with("hubplane.hub.plain.abort-timeout", "1s"));
    }

    @Test
    void healthyClientsReceiveAllWhileTheServerHoldsLittleAndKeepsNothing() throws Exception {
        List<StalledReader> stalled = new ArrayList<>();
        try (HubplaneNode node = start();
                RawConnection control = RawConnection.connect(node.resolve("generous"));
                RawConnection healthy = RawConnection.connect(node.resolve("plain"))) {
            callAll(healthy, () -> {}); // the server gets used to it
            long[] quiet = callAll(healthy, () -> {});
            long before = usedHeap(control);
            for (int i = 0; i < READERS; i++) {
                stalled.add(open(node.resolve("plain"), i));
            }
            assertThat(connected(node, stalled)).hasSize(READERS);
            long[] most = {0};
            long[] busy = callAll(healthy, () -> most[0] = Math.max(most[0], usedHeap(control)));

            assertThat(most[0] - before).as("held for readers, in bytes").isLessThan(heldAtMost());
            awaitCut(node, stalled);
            long kept = usedHeap(control) - before;
            System.out.printf(
                    "%d stalled readers: %d KiB held, %d KiB kept, a call's p99 %d us without and %d us with them%n",
                    READERS, (most[0] - before) / 1024, kept / 1024, p99(quiet), p99(busy));
            assertThat(kept).as("kept, in bytes").isLessThan(KEPT_AT_MOST);
            assertThat(complaints(node)).isEmpty();
        } finally {
            for (StalledReader each : stalled) {
                each.close();
            }
        }
    }

    private static StalledReader open(URI hub, int number) throws IOException {
        return number % EACH_EVENT_STREAM == 0 ? StalledEventStream.open(hub) : StalledWebSocket.open(hub);
    }

    private static long heldAtMost() {
        return 16L * MEGABYTE + (long) READERS * MOST_PER_READER;
    }

    /** Has all clients told, again and again, and sees to it that one has heard all; returns how long each took. */
    private static long[] callAll(RawConnection healthy, Runnable nowAndThen) {
        long[] micros = new long[CALLS];
        int told = 0;
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            told += call(healthy, OptionsNode.call("tellAll", "\"number\"," + TIMES + "," + LENGTH))
                    .size();
            micros[i] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
            if (i % (CALLS / 5) == CALLS / 10) {
                nowAndThen.run();
            }
        }
        told += call(healthy, OptionsNode.call("echo", "\"over\"")).size();
        assertThat(told).isEqualTo(CALLS * TIMES);
        return micros;
    }

    private static long p99(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * 99 / 100];
    }

    /** Calls a method, and returns what the client was told before the answer. */
    private static List<String> call(RawConnection connection, String call) {
        connection.send(call);
        List<String> told = new ArrayList<>();
        String next = connection.messages().next();
        while (!next.startsWith("{\"type\":3")) {
            told.add(next);
            next = connection.messages().next();
        }
        assertThat(next).doesNotContain("error");
        return told;
    }

    private static long usedHeap(RawConnection control) {
        String answer = OptionsNode.invoke(control, "usedHeap", "");
        return Long.parseLong(answer.replaceAll(".*\"result\":(\\d+).*", "$1"));
    }

    /** What happens to a server's sockets is told by nobody, so it is looked at again and again. */
    private static void awaitCut(HubplaneNode node, List<StalledReader> stalled) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Set<Integer> left = connected(node, stalled);
        while (!left.isEmpty()) {
            assertThat(System.nanoTime())
                    .as("%s of %s are still connected", left, stalled)
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
            left = connected(node, stalled);
        }
    }

    private static Set<Integer> connected(HubplaneNode node, List<StalledReader> stalled) throws IOException {
        return ServerSockets.connected(
                node.settings().port(),
                stalled.stream().map(StalledReader::port).collect(Collectors.toSet()));
    }

    private static List<String> complaints(HubplaneNode node) {
        return node.process().log().lines().stream()
                .filter(line -> line.contains("WARN") || line.contains("SEVERE") || line.contains("ERROR"))
                .filter(line -> !line.contains("The client is too slow"))
                // Payara's own line for each connection that is cut off while something is being written to it.
                .filter(line -> !line.contains("TyrusServletWriter.onError"))
                .filter(line -> !line.contains("Payara Micro Runtime directory"))
                .toList();
    }
}
