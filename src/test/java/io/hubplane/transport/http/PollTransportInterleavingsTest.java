package io.hubplane.transport.http;

import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.http.answer.Answer;
import io.hubplane.transport.http.answer.Answers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * In every order of steps, while messages are sent and polls come to this node and to another one, whose answers may be
 * written or not: the client gets each message once and in order, and each send completes once, when the client has its
 * messages.
 */
class PollTransportInterleavingsTest {
    /** Two sends, one after another, as a connection's queue makes them. */
    abstract static class Polled implements Scenario {
        final List<String> received = new ArrayList<>();
        final List<String> here = new ArrayList<>();
        final int[] completions = new int[2];
        final PollTransport transport = new PollTransport(
                new PostReceiver(new FakeGateway().add("known"), new HubServer().posts(), () -> {}),
                1,
                1,
                lingering -> {});
        boolean closes;

        void send(int number) {
            transport.send(TextMessage.batch("message " + number), failure -> sent(number, failure));
        }

        private void sent(int number, @Nullable Throwable failure) {
            completions[number]++;
            require(failure == null, "Failed by " + failure);
            if (number == 0) {
                send(1);
            } else if (closes) {
                transport.close(CloseStatus.NORMAL);
            }
        }

        /**
         * A poll through another node; its client may be gone when the answer comes, which the node reports some time
         * later.
         */
        void pollElsewhere() {
            CompletionStage<Answer> poll = transport.poll(true);
            poll.whenComplete((answer, canceled) -> {
                if (answer.carriesMessages()) {
                    Schedule.spawn(() -> confirm(answer, Schedule.choose(2) == 0));
                }
            });
        }

        private void confirm(Answer answer, boolean written) {
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            require(completions[body.endsWith("0") ? 0 : 1] == 0, "Sent before it was written: " + body);
            if (written) {
                received.add(body);
            }
            answer.end(written ? AnswerOutcome.WRITTEN : AnswerOutcome.NOT_BEGUN);
        }

        void pollHere() {
            CompletionStage<Answer> poll = transport.poll(false);
            poll.whenComplete((answer, canceled) -> {
                if (answer.carriesMessages()) {
                    here.add(new String(answer.body(), StandardCharsets.UTF_8));
                }
            });
        }

        @Override
        public void atTheEnd() {
            pollHere();
            pollHere();
            if (!here.isEmpty()) {
                received.addAll(here);
                Collections.sort(received); // recorded a step after it was taken, so perhaps out of order
            }
            require(received.equals(List.of("message 0", "message 1")), "The client has " + received);
            require(completions[0] == 1 && completions[1] == 1, "Completed not once each");
        }

        static void require(boolean kept, String what) {
            if (!kept) {
                throw new AssertionError(what);
            }
        }
    }

    static final class PolledByTurns extends Polled {
        @Override
        public List<Runnable> threads() {
            return List.of(() -> send(0), this::pollElsewhere, this::pollHere);
        }
    }

    static final class PolledElsewhereTwice extends Polled {
        @Override
        public List<Runnable> threads() {
            return List.of(() -> send(0), this::pollElsewhere, this::pollElsewhere);
        }
    }

    /** The end follows the last message, and is reported after it. */
    static final class Closed extends Polled {
        Closed() {
            closes = true;
        }

        @Override
        public List<Runnable> threads() {
            return List.of(() -> send(0), this::pollElsewhere, this::pollElsewhere);
        }

        @Override
        public void atTheEnd() {
            super.atTheEnd();
            CompletableFuture<Answer> last = transport.poll(false);
            require(last.isDone() && last.join().status() == 204, "The end is not told");
        }
    }

    /** A poll is recalled while a message is sent. */
    static final class Recalled extends Polled {
        @Override
        public List<Runnable> threads() {
            return List.of(() -> send(0), () -> {
                CompletableFuture<Answer> poll = transport.poll(true);
                if (!poll.complete(Answers.nothingYet())) {
                    poll.join().end(AnswerOutcome.NOT_BEGUN);
                }
            });
        }
    }

    @Test
    void messagesArriveOnceAndInOrderWhicheverNodeIsPolled() {
        Interleavings.explore(PolledByTurns.class, 2);
    }

    @Test
    void messagesArriveOnceAndInOrderByWayOfAnotherNode() {
        Interleavings.explore(PolledElsewhereTwice.class, 2);
    }

    @Test
    void theEndIsToldAfterTheLastMessage() {
        Interleavings.explore(Closed.class, 2);
    }

    @Test
    void whatARecalledPollHasNotTakenTheNextOneDoes() {
        Interleavings.explore(Recalled.class, 3);
    }
}
