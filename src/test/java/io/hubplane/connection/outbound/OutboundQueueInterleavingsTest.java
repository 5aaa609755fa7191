package io.hubplane.connection.outbound;

import io.hubplane.connection.ByteProtocol;
import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import io.hubplane.observe.CloseReason;
import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.OutboundMessage;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * In every order of steps, with transports that end a send within the call or on another thread: what the queue takes
 * is sent once, the messages of each sender in order; at most one send is under way; no flush is forgotten, so nothing
 * is left; the transport is closed once, after the last message. A transport that fails gets nothing more, and the
 * failure is reported once. The next transport of a connection that keeps messages gets all that is not acknowledged,
 * whatever the previous one still reports. A sender that waits for room is told once.
 */
class OutboundQueueInterleavingsTest {
    /** Two senders and one queue. */
    abstract static class Sending implements Scenario, QueueOwner {
        final SharedFrames frames = new SharedFrames();
        final List<String> taken = new ArrayList<>();
        final SteppedTransport transport = new SteppedTransport();
        final OutboundQueue queue;
        int failures;

        Sending(OutboundOptions options) {
            queue = new OutboundQueue(options, () -> 0, this);
            queue.attach(transport);
            queue.flush();
        }

        void send(String text) {
            EnqueueResult offer = queue.offer(essential(text));
            if (offer != EnqueueResult.DROPPED) {
                taken.add(text);
            }
            if (offer == EnqueueResult.FLUSH) {
                Schedule.pause();
                queue.flush();
            }
        }

        Runnable sender(String... texts) {
            return () -> {
                for (String text : texts) {
                    send(text);
                }
            };
        }

        @Override
        public SharedFrames frames() {
            return frames;
        }

        @Override
        public void flushSoon() {
            Schedule.spawn(queue::flush);
        }

        @Override
        public void frameSent(int messages, int bytes) {}

        @Override
        public void dropped(int messages) {}

        @Override
        public void sendFailed(@Nullable Transport failed, Throwable failure) {
            failures++;
        }
    }

    /** Ends each send within the call or on another thread. */
    static class SteppedTransport implements Transport {
        final List<String> sent = new ArrayList<>();
        int closes;
        boolean failed;
        boolean mayFail;
        private boolean underWay;

        @Override
        public TransportType type() {
            return TransportType.WEB_SOCKETS;
        }

        @Override
        public boolean sendsFromAnyThread() {
            return true;
        }

        @Override
        public boolean carriesBinary() {
            return true;
        }

        @Override
        public void send(Batch batch, Completion completion) {
            Schedule.require(!underWay, "Two sends at a time");
            Schedule.require(closes == 0 && !failed, "A send after the end");
            underWay = true;
            for (OutboundMessage message : batch.messages()) {
                sent.add(new String(message.bytes(), StandardCharsets.UTF_8));
            }
            int manner = Schedule.choose(mayFail ? 3 : 2);
            if (manner == 0) {
                end(completion, null);
            } else if (manner == 1) {
                Schedule.spawn(() -> end(completion, null));
            } else {
                failed = true;
                Schedule.spawn(() -> end(completion, new IllegalStateException("broken on purpose")));
            }
        }

        private void end(Completion completion, @Nullable Throwable failure) {
            underWay = false;
            completion.completed(failure);
        }

        @Override
        public void close(CloseStatus status) {
            Schedule.require(!underWay, "Closed during a send");
            closes++;
        }
    }

    private static EncodedMessage essential(String text) {
        return EncodedMessage.essential(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean kept, Object what) {
        if (!kept) {
            throw new AssertionError(what);
        }
    }

    private static void requireOrder(List<String> sent, List<String> taken) {
        require(sent.size() == taken.size() && sent.containsAll(taken), "Sent " + sent + " of " + taken);
        for (String sender : List.of("a", "b")) {
            List<String> own =
                    sent.stream().filter(text -> text.startsWith(sender)).toList();
            require(own.equals(own.stream().sorted().toList()), "Out of order: " + sent);
        }
    }

    static final class Senders extends Sending {
        Senders() {
            super(OutboundOptions.DEFAULTS);
        }

        @Override
        public List<Runnable> threads() {
            return List.of(sender("a1", "a2"), sender("b1", "b2"));
        }

        @Override
        public void atTheEnd() {
            require(taken.size() == 4, "Everything is taken");
            requireOrder(transport.sent, taken);
        }
    }

    static final class SendersAndAnEnd extends Sending {
        SendersAndAnEnd() {
            super(OutboundOptions.DEFAULTS);
        }

        @Override
        public List<Runnable> threads() {
            ConnectionClose ending = new ConnectionClose(
                    CloseReason.CLIENT, null, essential("bye"), CloseStatus.NORMAL, ConnectionClose.Manner.FLUSH);
            return List.of(sender("a1"), sender("b1"), () -> queue.close(ending));
        }

        @Override
        public void atTheEnd() {
            taken.add("bye");
            requireOrder(transport.sent, taken);
            require(transport.sent.get(transport.sent.size() - 1).equals("bye"), "The farewell is the last");
            require(transport.closes == 1, "Closed " + transport.closes + " times");
        }
    }

    static final class FailingTransport extends Sending {
        FailingTransport() {
            super(OutboundOptions.DEFAULTS);
            transport.mayFail = true;
        }

        @Override
        public List<Runnable> threads() {
            return List.of(sender("a1", "a2"), sender("b1"));
        }

        @Override
        public void atTheEnd() {
            require(failures == (transport.failed ? 1 : 0), "The failure was told " + failures + " times");
            if (!transport.failed) {
                requireOrder(transport.sent, taken);
            }
        }
    }

    static final class NextTransport extends Sending {
        private final SteppedTransport next = new SteppedTransport();

        NextTransport() {
            super(OutboundOptions.DEFAULTS);
            queue.keep(ReplayBuffer.of(new ByteProtocol(), 1_000));
            queue.counted();
        }

        @Override
        public List<Runnable> threads() {
            return List.of(sender("a1", "a2", "a3"), () -> {
                queue.suspend();
                Schedule.pause();
                queue.resume(next);
                queue.flushUnasked();
            });
        }

        @Override
        public void atTheEnd() {
            require(taken.subList(0, transport.sent.size()).equals(transport.sent), "First " + transport.sent);
            List<String> rest = next.sent.subList(1, next.sent.size());
            require(next.sent.get(0).endsWith("Sequence") && rest.equals(taken), "Then " + next.sent);
        }
    }

    static final class WaitingForRoom extends Sending {
        private boolean awaited;
        private int told;

        WaitingForRoom() {
            super(narrow());
        }

        private static OutboundOptions narrow() {
            OutboundOptions usual = OutboundOptions.DEFAULTS;
            return new OutboundOptions(
                    1024, 100, 1, Duration.ofSeconds(1), usual.overflowPolicy(), usual.maximumFrameSize(), 3);
        }

        @Override
        public List<Runnable> threads() {
            return List.of(sender("a1", "a2", "a3"), () -> {
                send("b1");
                awaited = !queue.whenWritable(() -> told++);
            });
        }

        @Override
        public void atTheEnd() {
            requireOrder(transport.sent, taken);
            require(told == (awaited ? 1 : 0), "Told " + told + " times, awaited: " + awaited);
        }
    }

    @Test
    void everythingTakenLeavesOnceInItsSendersOrder() {
        Interleavings.explore(Senders.class, 2);
    }

    @Test
    void theTransportIsClosedOnceAfterTheLastMessage() {
        Interleavings.explore(SendersAndAnEnd.class, 2);
    }

    @Test
    void transportThatFailsIsGivenNothingMore() {
        Interleavings.explore(FailingTransport.class, 2);
    }

    @Test
    void theNextTransportGetsAllThatIsNotAcknowledged() {
        Interleavings.explore(NextTransport.class, 2);
    }

    @Test
    void whoeverWaitsForRoomIsToldOnce() {
        Interleavings.explore(WaitingForRoom.class, 2);
    }
}
