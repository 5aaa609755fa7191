package io.hubplane.lifetime.recipients;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.bench.loop.Encoding;
import io.hubplane.bench.loop.LoopNode;
import io.hubplane.bench.loop.SwallowingTransport;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.connection.outbound.OutboundOptions;
import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.connection.outbound.QueueOwner;
import io.hubplane.connection.outbound.SharedFrames;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The way of a message to the queues and frames of its receivers. */
public class ConnectionLoop {
    private static final int CROWD = 1_000;
    private static final int CONNECTIONS = 100_000;
    private static final int ROOM = 4;
    private static final int FRAME = 8;
    private static final HubMessage.Invocation MESSAGE = HubMessage.Invocation.of("broadcastMessage", "x".repeat(100));

    /** The queue of one connection. */
    @State(Scope.Thread)
    public static class Queue {
        private final EncodedMessage message =
                EncodedMessage.invocation(Encoding.JSON.protocol().write(MESSAGE), Encoding.JSON.protocol());
        private final OutboundQueue queue =
                new OutboundQueue(OutboundOptions.DEFAULTS, System::nanoTime, new Indifferent());

        /** Opens it. */
        public Queue() {
            queue.attach(new SwallowingTransport());
        }
    }

    /** A node with many connections. */
    @State(Scope.Thread)
    public static class Crowd {
        private final List<HubConnection> connections = new ArrayList<>(CROWD);
        private final LoopNode node = node(connections, CROWD);
        private final EncodedMessage message =
                EncodedMessage.invocation(Encoding.JSON.protocol().write(MESSAGE), Encoding.JSON.protocol());
        private final FanOut fanOut = FanOut.of(MESSAGE, node.lifetime().services());
    }

    /** A node with many rooms. */
    @State(Scope.Thread)
    public static class Rooms {
        private final ScopeTable table = new ScopeTable(
                name -> io.hubplane.backplane.Scope.group(LoopNode.HUB, name),
                new LocalBackplane(),
                (scope, message) -> {});
        private final String[] names = new String[CONNECTIONS / ROOM];
        private int next;
        private int found;

        /** Fills the rooms. */
        public Rooms() {
            int taken = 0;
            List<HubConnection> connections = new ArrayList<>(CONNECTIONS);
            LoopNode unused = node(connections, CONNECTIONS);
            for (HubConnection connection : connections) {
                int room = taken++ / ROOM;
                names[room] = "room " + room;
                table.join(names[room], connection);
            }
        }
    }

    private static LoopNode node(List<HubConnection> connections, int count) {
        LoopNode node = new LoopNode(lifetime -> (connection, ready) -> {
            connections.add(connection);
            return new Deaf();
        });
        for (int i = 0; i < count; i++) {
            node.connect(Encoding.JSON);
        }
        return node;
    }

    /** Queue a message and send it in a frame of its own. */
    @Benchmark
    public void oneMessagePerFrame(Queue to) {
        to.queue.offer(to.message);
        to.queue.flush();
    }

    /** Queue messages and send eight in a frame; the figures are those of one message. */
    @Benchmark
    @OperationsPerInvocation(FRAME)
    public void eightMessagesPerFrame(Queue to) {
        for (int i = 0; i < FRAME; i++) {
            to.queue.offer(to.message);
        }
        to.queue.flush();
    }

    /** The cost of a receiver when the message is given to each connection in a simple loop. */
    @Benchmark
    @OperationsPerInvocation(CROWD)
    public void eachOfThousand(Crowd crowd) {
        for (HubConnection connection : crowd.connections) {
            connection.deliver(crowd.message);
        }
    }

    /**
     * The cost of a receiver in a fan-out; the difference to {@link #eachOfThousand} is the cost of the fan-out itself.
     */
    @Benchmark
    @OperationsPerInvocation(CROWD)
    public void fanOutToThousand(Crowd crowd) {
        for (HubConnection connection : crowd.connections) {
            crowd.fanOut.deliver(connection);
        }
        crowd.fanOut.flush();
    }

    /** Find the four members of one of 25,000 rooms. */
    @Benchmark
    public int roomLookup(Rooms rooms) {
        rooms.next = (rooms.next + 7_919) % rooms.names.length; // a prime: no neighbours in a row
        rooms.table.forEach(rooms.names[rooms.next], connection -> rooms.found++);
        return rooms.found;
    }

    private static final class Indifferent implements QueueOwner {
        private final SharedFrames frames = new SharedFrames();

        @Override
        public SharedFrames frames() {
            return frames;
        }

        @Override
        public void flushSoon() {
            throw new AssertionError("A send ends within its call");
        }

        @Override
        public void frameSent(int messages, int bytes) {
            // They are not counted.
        }

        @Override
        public void dropped(int messages) {
            throw new AssertionError("The queue is full");
        }

        @Override
        public void sendFailed(@Nullable Transport failed, Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private static final class Deaf implements HubMessageReceiver {
        @Override
        public void received(HubMessage message, int length) {
            // Clients of the loops send nothing.
        }

        @Override
        public void disconnected(@Nullable Throwable reason) {
            // Does not matter here.
        }
    }
}
