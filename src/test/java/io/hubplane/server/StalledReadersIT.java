package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.LiveObjects;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import io.hubplane.fixture.ServerSockets;
import io.hubplane.fixture.StalledEventStream;
import io.hubplane.fixture.StalledPoll;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that do not read cost a node little while they are connected, and nothing after they have been given up. */
class StalledReadersIT {
    private static final int READERS = Integer.getInteger("stalled.readers", 50);
    /** The number of calls: twelve megabytes for each client, of which the sockets may take four. */
    private static final int CALLS = 250;

    private static final int TIMES = 10;
    private static final int LENGTH = 4_800;
    private static final int MEGABYTE = 1024 * 1024;
    /** A message that no socket takes as a whole. */
    private static final int LONG = 6 * MEGABYTE;

    private static final String TELL_ALL = OptionsNode.call("tellAll", "\"number\",1," + LONG);

    /** The queues share the messages; the server itself holds one more copy for each reader. */
    private static final int MOST_PER_READER = MEGABYTE / 2;
    /** Twice what was measured: classes that were loaded meanwhile, and garbage that the collector does not compact. */
    private static final long KEPT_AT_MOST = 24L * MEGABYTE;

    /** The classes that hold a response: ours and the servers'. */
    private static final Pattern RESPONSES = Pattern.compile(".*\\.(NonBlockingResponse|AsyncContextImpl)");
    /** Each idle thread of the server keeps on its stack what it worked on last; each poller has two responses. */
    private static final int RESPONSES_KEPT_AT_MOST = READERS;

    private static HubplaneNode node;
    private final List<StalledReader> stalled = new ArrayList<>();

    @BeforeAll
    static void start() {
        node = HubplaneNode.start(
                Server.underTest(),
                NodeSettings.named("stalled")
                        .withWar(Applications.library(AdjustableHub.class.getPackage(), "stalled.war"), "plain")
                        .with("hubplane.transport-send-timeout", "1m")
                        .with("hubplane.hub.plain.slow-client-timeout", "1s")
                        .with("hubplane.hub.plain.web-sockets.close-timeout", "2s")
                        .with("hubplane.hub.plain.abort-timeout", "1s")
                        .with("hubplane.hub.framed.transport-send-timeout", "5s"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void close() throws IOException {
        for (StalledReader each : stalled) {
            each.close();
        }
    }

    /** The transports of the clients that do not read. */
    enum Transport {
        WEB_SOCKET,
        EVENT_STREAM;

        StalledReader open(URI hub) throws IOException {
            return this == WEB_SOCKET ? StalledWebSocket.open(hub) : StalledEventStream.open(hub);
        }
    }

    @ParameterizedTest
    @EnumSource
    void healthyClientsReceiveAllWhileTheServerHoldsLittleAndNoThreadAndKeepsNothing(Transport transport)
            throws Exception {
        try (RawConnection control = RawConnection.connect(node.resolve("generous"));
                RawConnection healthy = RawConnection.connect(node.resolve("plain"))) {
            callAll(healthy, () -> {}); // warms up the server
            long[] quiet = callAll(healthy, () -> {});
            long before = usedHeap(control);
            for (int i = 0; i < READERS; i++) {
                stalled.add(transport.open(node.resolve("plain")));
            }
            assertThat(connected()).hasSize(READERS);
            long[] most = {0};
            long[] busy = callAll(healthy, () -> {
                most[0] = Math.max(most[0], usedHeap(control));
                assertThat(heldThreads(control)).isEqualTo("[]");
            });

            assertThat(most[0] - before).as("held for readers, in bytes").isLessThan(heldAtMost());
            awaitCut();
            long after = usedHeap(control);
            tell(transport, before, most[0], after, quiet, busy);
            assertThat(after - before).as("kept, in bytes").isLessThan(KEPT_AT_MOST);
            assertThat(complaints()).isEmpty();
        }
    }

    @Test
    void pollersThatDoNotReadTheAnswerHoldNoThreadAndAreCutOffWhetherItWasThereOrCame() throws Exception {
        try (RawConnection control = RawConnection.connect(node.resolve("generous"));
                RawConnection healthy = RawConnection.connect(node.resolve("framed"));
                RawConnection other = RawConnection.connect(node.resolve("framed"))) {
            // A hub keeps the last message that it has sent to several clients, which must not count.
            assertThat(call(other, TELL_ALL)).hasSize(1);
            assertThat(healthy.messages().next()).hasSizeGreaterThan(LONG);
            long[] quiet = echoAll(healthy);
            long before = usedHeap(control);
            int responses = LiveObjects.of(node).count(RESPONSES);
            List<StalledPoll> waiting = new ArrayList<>();
            List<StalledPoll> late = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                StalledPoll poll = StalledPoll.open(node.resolve("framed"));
                stalled.add(poll);
                (i % 2 == 0 ? waiting : late).add(poll);
            }
            for (StalledPoll each : waiting) {
                each.poll();
            }
            List<String> told = call(healthy, TELL_ALL);
            for (StalledPoll each : late) {
                each.poll();
            }
            told.addAll(call(healthy, OptionsNode.ECHO));
            assertThat(told).hasSize(1);
            assertThat(connected()).hasSize(READERS);
            assertThat(heldThreads(control)).isEqualTo("[]");
            long most = usedHeap(control);
            long[] busy = echoAll(healthy);

            awaitCut();
            long after = usedHeap(control);
            tell("POLL", before, most, after, quiet, busy);
            assertThat(after - before).as("kept, in bytes").isLessThan(KEPT_AT_MOST);
            int left = LiveObjects.of(node).count(RESPONSES) - responses;
            System.out.printf("responses left %d%n", left);
            assertThat(left).as("responses that are still there").isLessThan(RESPONSES_KEPT_AT_MOST);
            assertThat(complaints()).isEmpty();
        }
    }

    private static void tell(Object what, long before, long most, long after, long[] quiet, long[] busy) {
        System.out.printf(
                "%d of %s: heap %d, %d, %d KiB before, with and after them; a call's p99 %d us without and %d us with them%n",
                READERS, what, before / 1024, most / 1024, after / 1024, p99(quiet), p99(busy));
    }

    private static long heldAtMost() {
        return 16L * MEGABYTE + (long) READERS * MOST_PER_READER;
    }

    /**
     * Sends to all clients repeatedly, and checks that one of them receives everything; returns how long each call
     * took.
     */
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

    private static long[] echoAll(RawConnection healthy) {
        long[] micros = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            call(healthy, OptionsNode.ECHO);
            micros[i] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
        }
        return micros;
    }

    private static long p99(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * 99 / 100];
    }

    /** Calls a method, and returns what the client received before the answer. */
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

    private static String heldThreads(RawConnection control) {
        return OptionsNode.invoke(control, "heldThreads", "").replaceAll(".*\"result\":(.*)}", "$1");
    }

    /** No event reports what happens to a server's sockets, so they are checked repeatedly. */
    private void awaitCut() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Set<Integer> left = connected();
        while (!left.isEmpty()) {
            assertThat(System.nanoTime())
                    .as("%s of %s are still connected", left, stalled)
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
            left = connected();
        }
    }

    private Set<Integer> connected() throws IOException {
        return ServerSockets.connected(
                node.settings().port(),
                stalled.stream().map(StalledReader::port).collect(Collectors.toSet()));
    }

    private static List<String> complaints() {
        return node.process().log().lines().stream()
                .filter(line -> line.contains("WARN") || line.contains("SEVERE") || line.contains("ERROR"))
                .filter(line -> !line.contains("The client is too slow"))
                .filter(line -> !line.contains("have caused warnings within a minute"))
                // Payara's own line for each connection that is cut off while something is being written to it.
                .filter(line -> !line.contains("TyrusServletWriter.onError"))
                .filter(line -> !line.contains("Payara Micro Runtime directory"))
                .toList();
    }
}
