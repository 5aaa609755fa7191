package io.hubplane.backplane.redis;

import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * In every order of steps of two publishers, the publishing thread and Redis: each message is written once and in
 * order, although the publishing thread waits as long as no reply comes, and only one of them uses the connection at a
 * time. All that also holds when the connection breaks.
 */
class ConnectionLoanInterleavingsTest {
    abstract static class TwoPublish implements Scenario {
        private final ConnectionLoan<String> loan = new ConnectionLoan<>();
        private final Deque<String> queue = new ArrayDeque<>();
        private final List<String> written = new ArrayList<>();
        private final int messages;
        private final boolean breaks;
        private int using;
        private int replies;
        private boolean broken;

        TwoPublish(int messages, boolean breaks) {
            this.messages = messages;
            this.breaks = breaks;
        }

        @Override
        public List<Runnable> threads() {
            List<Runnable> threads = new ArrayList<>(List.of(
                    () -> {
                        publish("a1");
                        if (messages == 3) {
                            publish("a2");
                        }
                    },
                    () -> publish("b"),
                    this::rounds));
            if (breaks) {
                threads.add(() -> broken = true);
            }
            return threads;
        }

        private void publish(String message) {
            queue.add(message);
            loan.borrow(1, this::write);
        }

        private void write(String connection) {
            using++;
            Schedule.require(using == 1, "Two use the connection");
            while (!queue.isEmpty()) {
                written.add(queue.remove());
            }
            using--;
            replies++;
        }

        private void rounds() {
            while (written.size() < messages) {
                if (broken) {
                    broken = false;
                    replies = 0;
                }
                round();
            }
        }

        private void round() {
            if (queue.isEmpty()) {
                loan.offer("connection", 0);
                boolean quiet = queue.isEmpty();
                if (quiet) {
                    Schedule.await(() -> replies > 0 || broken);
                }
                if (loan.takeBack()) {
                    replies = 0;
                    return;
                }
                if (quiet) {
                    Schedule.require(broken, "A reply to nothing");
                    return;
                }
            }
            write("connection");
            replies = 0;
        }

        @Override
        public void atTheEnd() {
            if (written.size() != messages) {
                throw new AssertionError("Written: " + written);
            }
            if (messages == 3 && written.indexOf("a1") > written.indexOf("a2")) {
                throw new AssertionError("Out of order: " + written);
            }
        }
    }

    static final class TwoMessages extends TwoPublish {
        TwoMessages() {
            super(2, false);
        }
    }

    static final class ThreeMessages extends TwoPublish {
        ThreeMessages() {
            super(3, false);
        }
    }

    static final class Breaking extends TwoPublish {
        Breaking() {
            super(2, true);
        }
    }

    @Test
    void eachMessageIsWrittenByOneOfThem() {
        Interleavings.explore(TwoMessages.class, 3);
    }

    @Test
    void messagesOfOneThreadKeepTheirOrder() {
        Interleavings.explore(ThreeMessages.class, 2);
    }

    @Test
    void aBrokenConnectionLeavesNothingBehind() {
        Interleavings.explore(Breaking.class, 2);
    }
}
