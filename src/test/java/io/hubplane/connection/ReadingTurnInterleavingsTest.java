package io.hubplane.connection;

import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import io.hubplane.transport.Identity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * In every order of steps, with three transports that bring bytes: one thread at a time reads. All bytes are read once,
 * those of each transport in order, before the last thread has returned, and each thread sees what the threads before
 * it have done. If reading fails with an error, the next thread can read.
 */
class ReadingTurnInterleavingsTest {
    abstract static class HttpTransports implements Scenario {
        final ReadingTurn turn = new ReadingTurn(this::read);
        final List<String> brought = new ArrayList<>();
        final List<String> read = new ArrayList<>();
        private boolean reading;
        boolean failing;

        private void read(int transport, ByteBuffer data, Identity sender) {
            Schedule.require(!reading, "Two threads read");
            reading = true;
            read.add(transport + ":" + data.get());
            Schedule.pause();
            reading = false;
            if (failing && read.size() == 1) {
                throw new IllegalStateException("thrown on purpose");
            }
        }

        void bring(int transport, int data) {
            brought.add(transport + ":" + data);
            Schedule.require(
                    turn.received(transport, ByteBuffer.wrap(new byte[] {(byte) data}), Identity.ANONYMOUS),
                    "There is room");
        }

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        bring(0, 1);
                        bring(0, 2);
                    },
                    () -> {
                        bring(1, 1);
                        bring(1, 2);
                    },
                    () -> bring(2, 1));
        }
    }

    static final class Reading extends HttpTransports {
        @Override
        public void atTheEnd() {
            if (read.size() != 5 || !read.containsAll(brought) || turn.isAwaited()) {
                throw new AssertionError("Read " + read);
            }
            if (read.indexOf("0:1") > read.indexOf("0:2") || read.indexOf("1:1") > read.indexOf("1:2")) {
                throw new AssertionError("Out of order: " + read);
            }
        }
    }

    static final class Failing extends HttpTransports {
        Failing() {
            failing = true;
        }

        @Override
        void bring(int transport, int data) {
            try {
                super.bring(transport, data);
            } catch (IllegalStateException e) {
                // The failure ends its transport.
            }
        }

        @Override
        public void atTheEnd() {
            int before = read.size();
            turn.received(3, ByteBuffer.wrap(new byte[] {1}), Identity.ANONYMOUS);
            if (read.size() != before + 1 || turn.isAwaited()) {
                throw new AssertionError("The turn was not given up: " + read);
            }
        }
    }

    @Test
    void whatThreeTransportsBringIsReadOnceByOneThreadAtATime() {
        Interleavings.explore(Reading.class, 3);
    }

    @Test
    void errorLeavesTheTurnToTheNext() {
        Interleavings.explore(Failing.class, 3);
    }
}
