package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.Subscriptions.Change;
import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;

/**
 * In every order of steps of two threads that subscribe and unsubscribe, the writer, Redis, and the reader: no change
 * is lost between them, so every stage completes, although the writer waits as long as it is not notified. At the end
 * Redis is in the last requested state. A channel has at most one command that is not confirmed. All that also holds
 * when the link breaks and is replaced.
 */
class SubscriptionsInterleavingsTest {
    private static final BackplaneSubscriber NOBODY = (scope, message) -> {};

    abstract static class TwoMinds implements Scenario {
        private final Subscriptions<String> subscriptions = new Subscriptions<>();
        private final List<CompletableFuture<Void>> stages = new ArrayList<>();
        private final Deque<Change<String>> onTheirWay = new ArrayDeque<>();
        private final Set<String> inRedis = new HashSet<>();
        private final boolean breaks;
        private String link = "first link";
        /** How often Redis has changed its state. */
        private int changes;

        private boolean closed;

        TwoMinds(boolean breaks) {
            this.breaks = breaks;
            subscriptions.linkUp(link);
        }

        @Override
        public List<Runnable> threads() {
            return List.of(
                    () -> {
                        subscribe();
                        unsubscribe();
                    },
                    this::subscribe,
                    this::write,
                    this::read,
                    this::close);
        }

        private void subscribe() {
            asked(subscriptions.subscribe("a", Scope.all("a"), NOBODY));
        }

        private void unsubscribe() {
            asked(subscriptions.unsubscribe("a"));
        }

        private void asked(CompletionStage<Void> stage) {
            stages.add(stage.toCompletableFuture());
        }

        private void write() {
            try {
                while (!closed) {
                    Change<String> change = subscriptions.next(1);
                    if (change != null) {
                        onTheirWay.add(change);
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void read() {
            boolean broken = !breaks;
            while (true) {
                Schedule.await(() -> closed || !onTheirWay.isEmpty());
                if (closed) {
                    return;
                }
                if (!broken && Schedule.choose(2) == 1) {
                    broken = true;
                    onTheirWay.clear();
                    inRedis.clear();
                    changes++;
                    subscriptions.linkDown();
                    link = "second link";
                    subscriptions.linkUp(link);
                } else {
                    Change<String> change = onTheirWay.remove();
                    if (change.connection().equals(link)) {
                        confirm(change.command());
                    }
                }
            }
        }

        private void confirm(Command command) {
            boolean changed = command == Command.SUBSCRIBE ? inRedis.add("a") : inRedis.remove("a");
            changes++;
            Schedule.require(changed, "A command that changes nothing");
            Schedule.require(
                    onTheirWay.stream().noneMatch(change -> change.connection().equals(link)),
                    "A command before the one before was confirmed");
            subscriptions.confirmed("a", command);
        }

        /** Ends the run when all changes are done; if that never happens, a change was lost. */
        private void close() {
            Schedule.await(() -> stages.size() == 3 && stages.stream().allMatch(CompletableFuture::isDone));
            for (int before = changes; !isAsWished(); before = changes) {
                int seen = before;
                Schedule.require(breaks, "Redis is not in the state last wished for");
                Schedule.await(() -> changes != seen);
            }
            closed = true;
            subscriptions.close();
        }

        private boolean isAsWished() {
            Subscription subscription = subscriptions.all().stream().findAny().orElse(null);
            return inRedis.contains("a") == (subscription != null && subscription.isWanted());
        }

        @Override
        public void atTheEnd() {}
    }

    static final class OneLink extends TwoMinds {
        OneLink() {
            super(false);
        }
    }

    static final class BrokenLink extends TwoMinds {
        BrokenLink() {
            super(true);
        }
    }

    @Test
    void noChangeIsLostAndTheLastWishWins() {
        Interleavings.explore(OneLink.class, 1);
    }

    @Test
    void soItIsWhenTheLinkBreaks() {
        Interleavings.explore(BrokenLink.class, 0);
    }
}
