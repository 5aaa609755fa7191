package io.hubplane.connection;

import io.hubplane.fixture.*;
import io.hubplane.protocol.*;
import io.hubplane.transport.*;
import java.util.*;
import java.util.concurrent.*;
import org.junit.jupiter.api.Test;

@SuppressWarnings("all")
class ScratchBenchTest {
    static final class Sink implements Transport {
        long n;

        public TransportType type() {
            return TransportType.WEB_SOCKETS;
        }

        public boolean carriesBinary() {
            return true;
        }

        public void send(Batch b, Completion c) {
            n += b.messages().size();
            c.completed(null);
        }

        public void close(CloseStatus s) {}
    }

    @Test
    void bench() throws Exception {
        HubNode node = HubNode.on(new FakeBackplane()).build();
        int n = 100_000;
        System.gc();
        Thread.sleep(300);
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        List<Sink> sinks = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            TransportConnection c = node.negotiate(null);
            c.claim(TransportType.WEB_SOCKETS);
            Sink s = new Sink();
            sinks.add(s);
            c.opened(s);
            c.received(java.nio.ByteBuffer.wrap("{\"protocol\":\"json\",\"version\":1}\u001e".getBytes()));
        }
        System.gc();
        Thread.sleep(300);
        long after = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.println("BENCH bytes per connection (with test recorders) " + (after - before) / n);
        for (int r = 0; r < 8; r++) {
            long t = System.nanoTime();
            node.heartbeat.tick();
            t = System.nanoTime() - t;
            System.out.println("BENCH tick ns/conn " + (double) t / n);
        }
        HubMessage.Invocation m = HubMessage.Invocation.of("hello", "x".repeat(100));
        for (int r = 0; r < 20; r++) {
            long t = System.nanoTime();
            node.lifetimeManager.sendToAll(m, List.of());
            t = System.nanoTime() - t;
            if (r > 14) System.out.println("BENCH fanout ns/conn " + (double) t / n);
        }
        HubNode small = HubNode.on(new FakeBackplane()).build();
        for (int i = 0; i < 20; i++) {
            TransportConnection c = small.negotiate(null);
            c.claim(TransportType.WEB_SOCKETS);
            c.opened(new Sink());
            c.received(java.nio.ByteBuffer.wrap("{\"protocol\":\"json\",\"version\":1}\u001e".getBytes()));
            small.lifetimeManager.addToGroup(c.id(), "g");
        }
        for (int r = 0; r < 6; r++) {
            long t = System.nanoTime();
            for (int k = 0; k < 50_000; k++) small.lifetimeManager.sendToGroups(m, List.of("g"), List.of());
            t = System.nanoTime() - t;
            System.out.println("BENCH group send of 20, ns " + (double) t / 50_000);
        }
    }
}
