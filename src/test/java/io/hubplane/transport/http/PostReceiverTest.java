package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import io.hubplane.transport.Identity;
import io.hubplane.transport.http.answer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PostReceiverTest {
    private final FakeGateway.Connection connection = new FakeGateway().add("token");
    private final List<String> over = new ArrayList<>();
    private final Queue<Runnable> soon = new ArrayDeque<>();
    private long now;
    private final Posts posts =
            new Posts(NodePostOptions.DEFAULTS, () -> now, soon::add, HubObserver.NONE, new ClientLog(() -> now, 3));
    private final PostReceiver receiver =
            new PostReceiver(connection, posts, () -> over.add("over after " + connection.events));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private CompletableFuture<Answer> post(String body) {
        return receiver.next(Identity.ANONYMOUS).whole(bytes(body));
    }

    private static void assertStatus(CompletableFuture<Answer> answer, int status) {
        assertThat(answer).isCompletedWithValueMatching(given -> given.status() == status, "status " + status);
    }

    private void assertRefused(int status) {
        assertThat(receiver.next(Identity.ANONYMOUS).refusal())
                .satisfies(refusal ->
                        assertThat(Objects.requireNonNull(refusal).status()).isEqualTo(status));
    }

    @Test
    void postsAreTakenInTheOrderInWhichTheyBegan() {
        PostTarget first = receiver.next(Identity.ANONYMOUS);
        CompletableFuture<Answer> second = post("2");
        CompletableFuture<Answer> third = post("3");
        assertThat(second).isNotDone();
        assertThat(connection.events).isEmpty();

        assertStatus(first.whole(bytes("1")), 200);

        assertStatus(second, 200);
        assertStatus(third, 200);
        assertThat(connection.events).containsExactly("received 1", "received 2", "received 3");
    }

    @Test
    void postThatBreaksOffHoldsNobodyUp() {
        PostTarget first = receiver.next(Identity.ANONYMOUS);
        CompletableFuture<Answer> second = post("2");

        first.lost();

        assertStatus(second, 200);
        assertThat(connection.events).containsExactly("received 2");
    }

    @Test
    void onlyAFewPostsWait() {
        for (int i = 0; i < 9; i++) {
            assertThat(receiver.next(Identity.ANONYMOUS).refusal()).isNull();
        }
        assertRefused(409);
    }

    @Test
    void postWaitsWithoutAThreadWhileTheConnectionIsCrowded() {
        connection.crowded = true;
        CompletableFuture<Answer> first = post("1");
        CompletableFuture<Answer> second = post("2");
        assertThat(connection.events).isEmpty();
        assertThat(connection.heard).isPositive();

        soon.remove().run();
        assertThat(first).isNotDone();
        assertThat(soon).hasSize(1);

        connection.crowded = false;
        soon.remove().run();
        assertStatus(first, 200);
        assertStatus(second, 200);
        assertThat(connection.events).containsExactly("received 1", "received 2");
        assertThat(soon).isEmpty();
    }

    @Test
    void longBodyWaitsWithinWhenTheConnectionBecomesCrowded() {
        connection.onReceived = () -> connection.crowded = true;
        CompletableFuture<Answer> answer = post("x".repeat(40_000));
        assertThat(connection.events).hasSize(1);
        assertThat(answer).isNotDone();

        connection.onReceived = () -> {};
        connection.crowded = false;
        soon.remove().run();

        assertStatus(answer, 200);
        assertThat(connection.events.stream()
                        .mapToInt(event -> event.length() - "received ".length())
                        .sum())
                .isEqualTo(40_000);
    }

    @Test
    void postThatCrowdsItsConnectionIsAnsweredWhenThereIsRoom() {
        connection.onReceived = () -> connection.crowded = true;
        CompletableFuture<Answer> answer = post("1");
        assertThat(connection.events).containsExactly("received 1");
        assertThat(answer).isNotDone();

        connection.crowded = false;
        soon.remove().run();

        assertStatus(answer, 200);
        assertThat(connection.events).containsExactly("received 1");
    }

    @Test
    void crowdedConnectionIsGivenAPieceAfterTenSecondsAllTheSame() {
        connection.crowded = true;
        CompletableFuture<Answer> answer = post("1");
        now = 9_000_000_000L;
        soon.remove().run();
        assertThat(answer).isNotDone();

        now = 10_000_000_000L;
        soon.remove().run();
        assertThat(connection.events).containsExactly("received 1");
        assertThat(answer).isNotDone();

        now = 20_000_000_000L;
        soon.remove().run();
        assertStatus(answer, 200);
    }

    @Test
    void endAnswersAllThatWaitAndAllThatComeAfter() {
        PostTarget coming = receiver.next(Identity.ANONYMOUS);
        CompletableFuture<Answer> waiting = post("2");

        receiver.closed(null);

        assertThat(connection.events).containsExactly("closed null");
        assertStatus(waiting, 404);
        assertStatus(coming.whole(bytes("1")), 404);
        assertRefused(404);
        assertThat(connection.events).containsExactly("closed null");
    }

    @Test
    void endAnswersAPostThatWouldOtherwiseWaitForRoom() {
        connection.onReceived = () -> {
            connection.crowded = true;
            receiver.closed(null);
        };

        assertStatus(post("1"), 200);
        assertThat(soon).isEmpty();
    }

    @Test
    void endIsToldOnceAndBeforeTheTransportIsForgotten() {
        receiver.closed(new IOException("broken"));
        receiver.closed(null);

        assertThat(connection.events).containsExactly("closed broken");
        assertThat(over).containsExactly("over after [closed broken]");
    }

    @Test
    void endWaitsForTheBytesThatAreBeingHandedOver() {
        connection.onReceived = () -> {
            receiver.closed(null);
            connection.events.add("handled");
        };

        assertStatus(post("1"), 200);

        assertThat(connection.events).containsExactly("received 1", "handled", "closed null");
    }

    @Test
    void failureToHandABodyOnIsAnswered() {
        connection.onReceived = () -> {
            throw new IllegalStateException("as a test wants it");
        };
        assertStatus(post("1"), 500);

        connection.onReceived = () -> {};
        assertStatus(post("2"), 200);
    }
}
