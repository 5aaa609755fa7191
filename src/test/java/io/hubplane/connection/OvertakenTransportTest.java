package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.fake.FakeTransport;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client comes back while the thread of the previous transport is still processing a message. */
@Timeout(30)
class OvertakenTransportTest {
    private static final String PING = "{\"type\":6}";

    private final TestNode node = TestNode.on(new LocalBackplane()).build();
    private final TestClient client = node.connectStateful(new FakeTransport());
    private final HubConnection connection = node.dispatch.connection(client);
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);

    @AfterEach
    void stop() {
        letGo.countDown();
    }

    private static String sequence(int id) {
        return "{\"type\":9,\"sequenceId\":" + id + "}";
    }

    private static String call(String target) {
        return "{\"type\":1,\"target\":\"" + target + "\",\"arguments\":[]}";
    }

    private static String frame(String... messages) {
        return String.join("\u001e", messages) + "\u001e";
    }

    /** Lets the client's transport bring messages, and blocks its thread in the first of them. */
    private CompletableFuture<Void> stuckIn(String... calls) throws InterruptedException {
        node.dispatch.onReceived(message -> {
            if (inside.getCount() > 0) {
                inside.countDown();
                awaitLetGo();
            }
        });
        CompletableFuture<Void> thread = CompletableFuture.runAsync(() -> client.receives(frame(calls)));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        return thread;
    }

    private void awaitLetGo() {
        try {
            letGo.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs an action on a new thread, which must not be blocked. */
    private static void withoutWaiting(Runnable action) throws Exception {
        CompletableFuture.runAsync(action).get(5, TimeUnit.SECONDS);
    }

    private void goesOn(CompletableFuture<Void> thread) throws Exception {
        letGo.countDown();
        thread.get(10, TimeUnit.SECONDS);
    }

    private List<String> handedOn() {
        return node.dispatch.of(client).messages.stream()
                .map(message -> ((HubMessage.Invocation) message).target())
                .toList();
    }

    @Test
    void theNewTransportWaitsForNobodyAndTheThreadInsideIsToReturn() throws Exception {
        CompletableFuture<Void> thread = stuckIn(call("a"), call("b"));
        assertThat(connection.mayHoldReader()).isTrue();
        TestClient again = node.reopen(client);
        withoutWaiting(() -> again.receives(frame(sequence(1), call("a"), call("b"))));

        assertThat(connection.mayHoldReader()).isFalse();
        assertThat(handedOn()).containsExactly("a");
        goesOn(thread);
        assertThat(connection.mayHoldReader()).isTrue();
        assertThat(handedOn()).containsExactly("a", "b");
        assertThat(again.messages()).contains(sequence(1));
    }

    @Test
    void whatTheTransportBeforeBroughtBehindThatMessageIsTakenFromTheNewOneAlone() throws Exception {
        CompletableFuture<Void> thread = stuckIn(call("a"), call("b"), call("c"));
        TestClient again = node.reopen(client);
        goesOn(thread);
        assertThat(handedOn()).containsExactly("a");
        again.receives(frame(sequence(2), call("b"), call("c"), call("d")));

        assertThat(handedOn()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void piecesOfAMessageAreReadInOrderWhoeverReadsThem() throws Exception {
        CompletableFuture<Void> thread = stuckIn(call("a"));
        TestClient again = node.reopen(client);
        String bytes = frame(sequence(2), call("b"), call("c"));
        for (char each : bytes.substring(0, bytes.length() - 5).toCharArray()) {
            withoutWaiting(() -> again.receives(String.valueOf(each)));
        }
        goesOn(thread);
        assertThat(handedOn()).containsExactly("a", "b");
        again.receives(bytes.substring(bytes.length() - 5));

        assertThat(handedOn()).containsExactly("a", "b", "c");
    }

    @Test
    void theLastOfSeveralTransportsIsRead() throws Exception {
        CompletableFuture<Void> thread = stuckIn(call("a"));
        TestClient second = node.reopen(client);
        withoutWaiting(() -> second.receives(frame(sequence(2), call("b"))));
        TestClient third = node.reopen(client);
        withoutWaiting(() -> third.receives(frame(sequence(2), call("b"), call("c"))));
        goesOn(thread);

        assertThat(handedOn()).containsExactly("a", "b", "c");
        assertThat(second.messages()).isEmpty();
        assertThat(third.messages()).contains(sequence(1));
    }

    @Test
    void acknowledgementsArriveWhenTheMessageUnderWayIsThrough() throws Exception {
        connection.write(HubMessage.Completion.empty("1"));
        CompletableFuture<Void> thread = stuckIn(call("a"));
        TestClient again = node.reopen(client);
        withoutWaiting(() -> again.receives(frame(sequence(2), "{\"type\":8,\"sequenceId\":1}")));
        goesOn(thread);

        assertThat(node.reconnect(client).messages()).containsExactly(sequence(2));
    }

    @Test
    void theNewTransportClosesWithoutWaiting() throws Exception {
        CompletableFuture<Void> thread = stuckIn(call("a"));
        TestClient again = node.reopen(client);
        withoutWaiting(() -> again.receives(frame(PING)));
        withoutWaiting(() -> again.connection().closed(new IllegalStateException("reset")));
        goesOn(thread);

        assertThat(connection.isOpen()).isTrue();
        assertThat(handedOn()).containsExactly("a");
    }

    @Test
    void theEndWaitsForTheMessageUnderWayAndNobodyForTheEnd() throws Exception {
        CompletableFuture<Void> thread = stuckIn(call("a"));
        TestClient again = node.reopen(client);
        withoutWaiting(() -> again.receives(frame(sequence(2), call("b"))));
        withoutWaiting(connection::abort);
        assertThat(node.dispatch.of(client).ends).isEmpty();
        goesOn(thread);

        assertThat(node.dispatch.of(client).ends).hasSize(1);
        assertThat(handedOn()).containsExactly("a");
    }

    @Test
    void aClientThatDoesNotGoOnIsGivenUpThoughAThreadIsInside() throws Exception {
        CompletableFuture<Void> thread = stuckIn(call("a"));
        node.reopen(client);
        node.pass(Duration.ofSeconds(6));
        assertThat(connection.isOpen()).isFalse();
        goesOn(thread);

        assertThat(node.dispatch.of(client).ends).hasSize(1);
    }

    @Test
    void moreThanMayBeLeftEndsTheConnectionAndNothingIsKept() throws Exception {
        CompletableFuture<Void> thread = stuckIn(call("a"));
        TestClient again = node.reopen(client);
        String large = call("x".repeat(30_000));
        int sent = 0;
        while (connection.isOpen()) {
            withoutWaiting(() -> again.receives(frame(large)));
            sent += large.length();
            assertThat(sent).isLessThan(2 * ReadingTurn.MOST_LEFT);
        }
        assertThat(sent).isGreaterThan(ReadingTurn.MOST_LEFT - 60_000);
        goesOn(thread);

        assertThat(node.dispatch.of(client).ends.get(0).orElseThrow())
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining(ReadingTurn.MOST_LEFT + " bytes");
        assertThat(node.observer.events()).contains("limit reconnect-bytes");
        assertThat(handedOn()).containsExactly("a");
    }
}
