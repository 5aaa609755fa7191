package io.hubplane.lifetime.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.HandoverAnswer;
import io.hubplane.backplane.BackplaneMessage.HandoverRequest;
import io.hubplane.backplane.HandoverStep;
import io.hubplane.backplane.HandoverVerdict;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.backplane.Scope;
import io.hubplane.connection.HubConnection;
import io.hubplane.fake.FakeTransport;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.fake.StampedBackplane;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.Arrival;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Identity;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client with stateful reconnect that comes back to another node than that of its connection. */
@Timeout(30)
class HandoverTest {
    private final IllegalStateException reset = new IllegalStateException("reset");
    private static final String SEQUENCE = sequence(1);
    private static final Pattern INVOCATION = Pattern.compile("\"invocationId\":\"([^\"]+)\"");

    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final StampedBackplane firstBackplane = new StampedBackplane(exchange);
    private final StampedBackplane secondBackplane = new StampedBackplane(exchange);
    private final ManualExecutor later = new ManualExecutor();
    private final TestNode first = TestNode.on(firstBackplane).build();
    private final TestNode second = TestNode.on(secondBackplane).later(later).build();
    private final StampedBackplane thirdBackplane = new StampedBackplane(exchange);
    private final TestNode third = TestNode.on(thirdBackplane).build();
    private final TestClient client = first.connectStateful(new FakeTransport());
    private final HubConnection before = first.dispatch.connection(client);

    private static String sequence(int id) {
        return "{\"type\":9,\"sequenceId\":" + id + "}";
    }

    private static String call(String target) {
        return "{\"type\":1,\"target\":\"" + target + "\",\"arguments\":[]}";
    }

    private static void say(TestNode node, Recipients recipients, String target) {
        node.lifetimeManager.send(recipients, HubMessage.Invocation.of(target));
    }

    private static Optional<CompletionStage<Arrival>> ask(TestNode node, TestClient of, Identity as) {
        return node.connections.arrive(of.connection().token(), TestNode.request(as));
    }

    /** The client has opened a WebSocket to another node, and has said nothing. */
    private static TestClient come(TestNode node, TestClient of) {
        Arrival arrival = ask(node, of, Identity.ANONYMOUS)
                .orElseThrow()
                .toCompletableFuture()
                .join();
        assertThat(arrival.claim()).isEqualTo(Claim.GRANTED);
        TransportConnection connection = Objects.requireNonNull(arrival.connection());
        assertThat(connection.claim(TransportType.WEB_SOCKETS, TestNode.request()))
                .isEqualTo(Claim.GRANTED);
        FakeTransport transport = new FakeTransport();
        transport.attach(connection);
        connection.opened(transport);
        return new TestClient(connection, transport);
    }

    private static void send(TestClient from, String... messages) {
        for (String message : messages) {
            from.connection().received(ByteBuffer.wrap((message + "\u001e").getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The client goes on over another node. */
    private TestClient goOn(TestNode node, TestClient of) {
        TestClient again = come(node, of);
        send(again, SEQUENCE);
        later.runAll();
        return again;
    }

    private void assertHere(TestNode node) {
        assertThat(node.dispatch.knows(client.id())).isTrue();
        assertThat(node.lifetimeManager.counts().connections()).isOne();
    }

    private void assertNothingLeft() {
        for (TestNode node : List.of(first, second, third)) {
            assertThat(node.lifetimeManager.counts().forwardedRequests()).isZero();
        }
    }

    @Test
    void theClientGoesOnWithWhatItHasNotAcknowledgedAndNobodyIsToldOfAnEnd() {
        first.lifetimeManager.addToGroup(client.id(), "room");
        say(first, Recipients.ALL, "one");
        say(first, Recipients.ALL, "two");
        send(client, "{\"type\":8,\"sequenceId\":1}", call("hello"));
        client.connection().closed(reset);
        say(third, Recipients.group("room"), "three");
        TestClient again = goOn(second, client);
        say(third, Recipients.group("room"), "four");

        assertThat(again.messages()).containsExactly(sequence(2), call("two"), call("three"), call("four"));
        assertHere(second);
        assertThat(first.lifetimeManager.counts().connections()).isZero();
        assertThat(first.dispatch.of(client).ends).isEmpty();
        assertThat(first.dispatch.of(client).moves).hasValue(1);
        assertThat(first.connections.statistics().clients()).isZero();
        assertNothingLeft();
    }

    @Test
    void whatTheClientHadSentIsNotReceivedTwice() {
        send(client, call("one"), call("two"));
        client.connection().closed(reset);
        TestClient again = come(second, client);
        send(again, sequence(2), call("two"), call("three"));
        later.runAll();

        assertThat(second.dispatch.of(client).messages)
                .extracting(message -> ((HubMessage.Invocation) message).target())
                .containsExactly("three");
    }

    @Test
    void aNodeThatHasNotNoticedClosesTheOldTransportSoThatItsClientComesBack() {
        goOn(second, client);

        assertThat(client.transport().closes()).containsExactly(CloseStatus.SERVICE_RESTART);
        assertHere(second);
    }

    @Test
    void aClientThatSendsNothingMovesNothing() {
        TestClient silent = come(second, client);
        second.pass(Duration.ofSeconds(30));
        say(first, Recipients.ALL, "one");

        assertThat(silent.transport().closes()).isEmpty();
        assertThat(silent.transport().frames()).isEmpty();
        assertThat(client.messages()).containsExactly(call("one"));
        assertThat(before.isOpen()).isTrue();
    }

    @Test
    void anotherUserIsRefused() {
        TestClient ann = first.connectStateful(TestNode.identity("ann"), new FakeTransport());

        assertThat(ask(second, ann, TestNode.identity("bob")).orElseThrow())
                .isCompletedWithValue(Arrival.refused(Claim.OTHER_USER));
        assertThat(ask(second, ann, Identity.ANONYMOUS).orElseThrow())
                .isCompletedWithValue(Arrival.refused(Claim.OTHER_USER));
        assertThat(first.dispatch.connection(ann).isOpen()).isTrue();
    }

    @Test
    void whoeverComesWithAnUnknownTokenIsRefused() {
        String token = client.connection().token();
        String other = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");

        assertThat(second.connections.arrive(other, TestNode.request()).orElseThrow())
                .isCompletedWithValue(Arrival.refused(Claim.ENDED));
        assertThat(second.connections.arrive("nonsense", TestNode.request())).isEmpty();
    }

    @Test
    void theConnectionOfANodeThatIsGoneIsRefused() {
        first.lifetimeManager.close();

        assertThat(ask(second, client, Identity.ANONYMOUS).orElseThrow())
                .isCompletedWithValue(Arrival.refused(Claim.ENDED));
    }

    @Test
    void withoutAnOrderBetweenScopesNothingMoves() {
        secondBackplane.keepNoOrder();

        assertThat(ask(second, client, Identity.ANONYMOUS)).isEmpty();
    }

    @Test
    void aConnectionThatMustStayIsRefused() {
        first.lifetimeManager.local().keepHere(client.id()::equals);

        assertThat(ask(second, client, Identity.ANONYMOUS).orElseThrow())
                .isCompletedWithValue(Arrival.refused(Claim.ENDED));
        assertThat(before.isOpen()).isTrue();
    }

    @Test
    void aConnectionWithoutStatefulReconnectStays() {
        TestClient plain = first.connect();

        assertThat(ask(second, plain, Identity.ANONYMOUS).orElseThrow())
                .isCompletedWithValue(Arrival.refused(Claim.ENDED));
    }

    @Test
    void everyMessageComesOnceWhoeverSendsItWheneverItIsSent() {
        first.lifetimeManager.addToGroup(client.id(), "room");
        client.connection().closed(reset);
        TestClient again = come(second, client);
        List<TestNode> nodes = List.of(first, second, third);
        nodes.forEach(node -> say(node, Recipients.group("room"), "before"));
        send(again, SEQUENCE);
        nodes.forEach(node -> say(node, Recipients.group("room"), "begun"));
        later.runOne(); // asks for the state
        nodes.forEach(node -> say(node, Recipients.ALL, "after"));
        later.runAll();
        nodes.forEach(node -> say(node, Recipients.connection(client.id()), "at last"));

        assertThat(again.messages())
                .containsExactlyInAnyOrder(
                        sequence(1),
                        call("before"),
                        call("before"),
                        call("before"),
                        call("begun"),
                        call("begun"),
                        call("begun"),
                        call("after"),
                        call("after"),
                        call("after"),
                        call("at last"),
                        call("at last"),
                        call("at last"));
    }

    @Test
    void messagesBetweenTheQuestionAndItsAnswerComeOnce() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        send(again, SEQUENCE);
        firstBackplane.beLate();
        later.runOne(); // the question waits
        say(second, Recipients.ALL, "of the second");
        say(third, Recipients.ALL, "of the third");
        say(first, Recipients.ALL, "of the first");
        firstBackplane.catchUp();
        later.runAll();

        assertThat(again.messages())
                .containsExactlyInAnyOrder(
                        sequence(1), call("of the second"), call("of the third"), call("of the first"));
    }

    @Test
    void theOrderOfOneSenderIsKept() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        IntStream.range(0, 5).forEach(i -> say(third, Recipients.ALL, "m" + i));
        send(again, SEQUENCE);
        IntStream.range(5, 10).forEach(i -> say(third, Recipients.ALL, "m" + i));
        firstBackplane.beLate();
        later.runOne();
        IntStream.range(10, 15).forEach(i -> say(third, Recipients.ALL, "m" + i));
        firstBackplane.catchUp();
        later.runAll();
        IntStream.range(15, 20).forEach(i -> say(third, Recipients.ALL, "m" + i));

        assertThat(again.messages().subList(1, 21))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> call("m" + i)).toList());
    }

    @Test
    void itWaitsUntilItsNodeHasGotWhatItMissed() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        firstBackplane.miss(thirdBackplane.nodeId());
        firstBackplane.notice();
        say(third, Recipients.ALL, "missed");
        send(again, SEQUENCE);
        later.runOne();
        later.runOne();
        assertThat(before.isOpen()).isTrue();
        firstBackplane.catchUp();
        later.runAll();

        assertThat(again.messages()).containsExactly(sequence(1), call("missed"));
    }

    @Test
    void itWaitsUntilTheOtherNodeHasGotWhatIsOlderThanTheHandover() {
        second.connect(); // so the other node hears what is for all
        client.connection().closed(reset);
        TestClient again = come(second, client);
        secondBackplane.miss(thirdBackplane.nodeId());
        secondBackplane.notice();
        say(third, Recipients.ALL, "got before");
        send(again, SEQUENCE);
        later.runOne();
        secondBackplane.catchUp();
        later.runAll();

        assertThat(again.messages()).containsExactly(sequence(1), call("got before"));
    }

    @Test
    void whatTheOtherNodeMissesAfterItHasAskedForTheConnectionComesOnce() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        send(again, SEQUENCE);
        secondBackplane.miss(thirdBackplane.nodeId());
        firstBackplane.beLate();
        say(third, Recipients.ALL, "got before");
        later.runOne(); // the question waits
        secondBackplane.notice();
        firstBackplane.catchUp();
        say(first, Recipients.ALL, "sent after");
        say(third, Recipients.ALL, "missed");
        secondBackplane.catchUp();
        later.runAll();

        assertThat(again.messages())
                .containsExactlyInAnyOrder(sequence(1), call("got before"), call("sent after"), call("missed"));
    }

    @Test
    void aNodeThatFetchesMessagesAgainTakesAndGivesNoConnection() {
        firstBackplane.notice();
        assertThat(ask(second, client, Identity.ANONYMOUS).orElseThrow())
                .isCompletedWithValue(Arrival.refused(Claim.ENDED));
        firstBackplane.catchUp();
        secondBackplane.notice();
        assertThat(ask(second, client, Identity.ANONYMOUS).orElseThrow())
                .isCompletedWithValue(Arrival.refused(Claim.ENDED));

        assertThat(before.isOpen()).isTrue();
        secondBackplane.catchUp();
        assertThat(goOn(second, client).messages()).containsExactly(sequence(1));
    }

    @Test
    void aConnectionStaysIfFetchingMessagesAgainTakesTooLong() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        send(again, SEQUENCE);
        firstBackplane.notice();
        later.runOne();
        second.ticker.advance(Duration.ofSeconds(4));
        later.runAll();

        assertThat(again.transport().closes()).containsExactly(CloseStatus.SERVICE_RESTART);
        firstBackplane.catchUp();
        assertThat(first.reconnect(client).messages()).containsExactly(sequence(1));
        first.pass(Duration.ofSeconds(16));
        assertNothingLeft();
    }

    @Test
    void aMessageThatIsDeliveredButNotYetPublishedWhenTheHandoverBeginsComesOnce() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        firstBackplane.beforeNextPublication(() -> {
            send(again, SEQUENCE);
            later.runOne();
            later.runOne();
        });
        say(first, Recipients.ALL, "slow");
        later.runAll();

        assertThat(again.messages()).containsExactly(sequence(1), call("slow"));
    }

    @Test
    void aMessageOfTheOtherNodeThatIsNotYetPublishedWhenTheHandoverBeginsComesOnce() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        secondBackplane.beforeNextPublication(() -> {
            send(again, SEQUENCE);
            later.runOne();
        });
        say(second, Recipients.ALL, "slow");
        later.runAll();

        assertThat(again.messages()).containsExactly(sequence(1), call("slow"));
    }

    @Test
    void whatIsForItsIdReachesItFromEverywhereAlsoWhenItsFirstNodeIsGone() {
        client.connection().closed(reset);
        TestClient again = goOn(second, client);
        Recipients it = Recipients.connection(client.id());
        say(first, it, "from its first node");
        say(third, it, "from the third");
        first.lifetimeManager.close();
        say(third, it, "and still");
        CompletionStage<Void> added = third.lifetimeManager.addToGroup(client.id(), "room");
        say(third, Recipients.group("room"), "in its group");

        assertThat(again.messages())
                .containsExactly(
                        sequence(1),
                        call("from its first node"),
                        call("from the third"),
                        call("and still"),
                        call("in its group"));
        assertThat(added).isCompleted();
    }

    @Test
    void itCanMoveOnWhenItsFirstNodeIsGoneAndComeBackWhileItIsThere() {
        client.connection().closed(reset);
        TestClient there = goOn(second, client);
        there.connection().closed(reset);
        TestClient back = goOn(first, client);
        assertHere(first);
        back.connection().closed(reset);
        TestClient again = goOn(second, client);
        first.lifetimeManager.close();
        again.connection().closed(reset);
        TestClient last = goOn(third, client);
        say(second, Recipients.ALL, "still there");

        assertHere(third);
        assertThat(last.messages()).containsExactly(sequence(1), call("still there"));
        assertThat(second.lifetimeManager.counts().connections()).isZero();
    }

    @Test
    void callsUnderWayAreAwaitedForATimeAndThenAnsweredWithAnError() {
        first.dispatch.of(client).open = 1;
        client.connection().closed(reset);
        TestClient again = come(second, client);
        send(again, SEQUENCE);
        later.runOne();
        later.runOne();
        assertThat(again.messages()).isEmpty();
        second.ticker.advance(Duration.ofSeconds(4));
        later.runAll();

        assertThat(again.messages())
                .containsExactly(sequence(1), "{\"type\":3,\"invocationId\":\"given up\",\"error\":\"moved\"}");
    }

    @Test
    void aCallThatEndsInTimeIsAnsweredOnTheOtherNode() {
        first.dispatch.of(client).open = 1;
        client.connection().closed(reset);
        TestClient again = come(second, client);
        send(again, SEQUENCE);
        later.runOne();
        before.write(HubMessage.Completion.empty("7"));
        first.dispatch.of(client).open = 0;
        later.runAll();

        assertThat(again.messages()).containsExactly(sequence(1), "{\"type\":3,\"invocationId\":\"7\"}");
    }

    @Test
    void aGroupThatIsJoinedInTheMeantimeIsNotForgotten() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        send(again, SEQUENCE);
        third.lifetimeManager.addToGroup(client.id(), "late");
        later.runAll();
        say(third, Recipients.group("late"), "hello");

        assertThat(again.messages()).containsExactly(sequence(1), call("hello"));
    }

    @Test
    void itsItemsMoveIfTheyAreSimpleAndItStaysIfTheyAreNot() {
        before.items().putAll(Map.of("a", "text", "b", 7, "c", 7L, "d", true, "e", 1.5));
        client.connection().closed(reset);
        goOn(second, client);
        assertThat(second.dispatch.connection(client).items())
                .containsOnly(
                        Map.entry("a", "text"),
                        Map.entry("b", 7),
                        Map.entry("c", 7L),
                        Map.entry("d", true),
                        Map.entry("e", 1.5));

        TestClient other = first.connectStateful(new FakeTransport());
        first.dispatch.connection(other).items().put("list", List.of());
        other.connection().closed(reset);
        TestClient refused = come(second, other);
        send(refused, SEQUENCE);
        later.runAll();
        assertThat(refused.transport().closes()).hasSize(1);
        assertThat(first.dispatch.connection(other).isOpen()).isTrue();
        assertThat(ask(second, other, Identity.ANONYMOUS)).isEmpty();
        assertThat(first.reconnect(other).messages()).containsExactly(sequence(1));
    }

    @Test
    void aClientThatComesBackToItsNodeInTheMeantimeStaysThere() {
        client.connection().closed(reset);
        TestClient away = come(second, client);
        send(away, SEQUENCE);
        TestClient back = first.reconnect(client);
        later.runAll();
        say(third, Recipients.ALL, "hello");

        assertThat(back.messages()).containsExactly(sequence(1), call("hello"));
        assertThat(away.transport().frames()).isEmpty();
        assertThat(away.transport().closes()).hasSize(1);
        assertHere(first);
    }

    @Test
    void ofTwoNodesToWhichItComesTheLaterOneHasIt() {
        client.connection().closed(reset);
        TestClient one = come(second, client);
        send(one, SEQUENCE);
        TestClient other = goOn(third, client);
        later.runAll();
        say(first, Recipients.ALL, "hello");

        assertThat(other.messages()).containsExactly(sequence(1), call("hello"));
        assertThat(one.transport().frames()).isEmpty();
        assertThat(one.transport().closes()).hasSize(1);
        assertThat(second.dispatch.knows(client.id())).isFalse();
    }

    private static Predicate<byte[]> answers(HandoverVerdict verdict) {
        return message -> decoded(message) instanceof HandoverAnswer answer
                && answer.verdict() == verdict
                && answer.details().length > 20;
    }

    private static Predicate<byte[]> steps(HandoverStep step) {
        return message -> decoded(message) instanceof HandoverRequest request && request.step() == step;
    }

    private static BackplaneMessage decoded(byte[] message) {
        try {
            return BackplaneCodec.decode(Scope.Kind.NODE, message);
        } catch (RuntimeException e) {
            return new BackplaneMessage.Probe();
        }
    }

    @Test
    void aLostAnswerEndsTheConnectionOnceAndItsClientIsRefused() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        send(again, SEQUENCE);
        firstBackplane.lose(answers(HandoverVerdict.DONE));
        later.runAll();
        second.pass(Duration.ofSeconds(4));

        assertThat(again.transport().frames()).isEmpty();
        assertThat(again.transport().closes()).containsExactly(CloseStatus.SERVICE_RESTART);
        first.pass(Duration.ofSeconds(11));
        assertThat(first.dispatch.of(client).ends).hasSize(1);
        assertThat(first.dispatch.of(client).moves).hasValue(0);
        assertThat(ask(third, client, Identity.ANONYMOUS).orElseThrow())
                .isCompletedWithValue(Arrival.refused(Claim.ENDED));
        assertNothingLeft();
    }

    @Test
    void aLostConfirmationEndsTheConnectionOnce() {
        client.connection().closed(reset);
        secondBackplane.lose(steps(HandoverStep.TAKEN));
        TestClient again = goOn(second, client);
        assertThat(again.messages()).containsExactly(sequence(1));
        first.pass(Duration.ofSeconds(11));

        assertThat(first.dispatch.of(client).ends).hasSize(1);
        assertThat(second.dispatch.of(client).ends).isEmpty();
        assertThat(second.dispatch.of(client).moves).hasValue(1);
        assertThat(again.transport().closes()).hasSize(1);
        assertThat(second.lifetimeManager.counts().connections()).isZero();
    }

    @Test
    void aLostQuestionMovesNothing() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        secondBackplane.lose(steps(HandoverStep.BEGIN));
        send(again, SEQUENCE);
        second.pass(Duration.ofSeconds(4));

        assertThat(again.transport().closes()).hasSize(1);
        assertThat(first.reconnect(client).messages()).containsExactly(sequence(1));
        assertNothingLeft();
    }

    @Test
    void whileTheBackplaneIsAwayNothingMoves() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        secondBackplane.beAway(true);
        send(again, SEQUENCE);
        later.runAll();

        assertThat(again.transport().closes()).hasSize(1);
        assertThat(before.isOpen()).isTrue();
        assertThat(ask(second, client, Identity.ANONYMOUS)).isEmpty();
        secondBackplane.beAway(false);
        second.pass(Duration.ofSeconds(11));
        assertThat(goOn(second, client).messages()).containsExactly(sequence(1));
    }

    @Test
    void aClientThatLeavesInTheMeantimeLosesNothing() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        send(again, SEQUENCE);
        again.connection().closed(reset);
        say(third, Recipients.ALL, "hello");
        later.runAll();

        assertThat(first.reconnect(client).messages()).containsExactly(sequence(1), call("hello"));
        first.pass(Duration.ofSeconds(16)); // it waits for the other node's next step
        assertNothingLeft();
    }

    @Test
    void aClientThatLeavesWhileItsConnectionIsOnItsWayFindsItThere() {
        client.connection().closed(reset);
        TestClient again = come(second, client);
        send(again, SEQUENCE);
        firstBackplane.beLate();
        later.runOne();
        again.connection().closed(reset);
        firstBackplane.catchUp();
        say(third, Recipients.ALL, "hello");

        assertHere(second);
        assertThat(second.reconnect(client).messages()).containsExactly(sequence(1), call("hello"));
    }

    @Test
    void questionsToTheClientAreAnsweredFromTheOtherNode() {
        CompletionStage<Object> fromFirst = first.lifetimeManager.invoke(
                client.id(), HubMessage.Invocation.of("a"), Integer.class, Duration.ofMinutes(1));
        CompletionStage<Object> fromSecond = second.lifetimeManager.invoke(
                client.id(), HubMessage.Invocation.of("b"), Integer.class, Duration.ofMinutes(1));
        CompletionStage<Object> fromThird = third.lifetimeManager.invoke(
                client.id(), HubMessage.Invocation.of("c"), Integer.class, Duration.ofMinutes(1));
        second.dispatch.onCompletion(HubConnection::answered);
        client.connection().closed(reset);
        TestClient again = goOn(second, client);
        CompletionStage<Object> later = third.lifetimeManager.invoke(
                client.id(), HubMessage.Invocation.of("d"), Integer.class, Duration.ofMinutes(1));
        for (String message : again.messages()) {
            Matcher id = INVOCATION.matcher(message);
            if (id.find()) {
                send(again, "{\"type\":3,\"invocationId\":\"" + id.group(1) + "\",\"result\":7}");
            }
        }

        assertThat(List.of(fromFirst, fromSecond, fromThird, later))
                .allSatisfy(answer -> assertThat(answer).isCompletedWithValue(7));
    }
}
