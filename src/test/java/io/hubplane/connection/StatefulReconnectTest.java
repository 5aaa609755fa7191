package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.outbound.OutboundOptionsFixture;
import io.hubplane.connection.outbound.OverflowPolicy;
import io.hubplane.fake.FakeTransport;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.Payload;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportException;
import io.hubplane.transport.TransportType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a connection continues after its transport has ended. */
class StatefulReconnectTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final IllegalStateException reset = new IllegalStateException("reset");

    private final TestNode node = TestNode.on(new LocalBackplane()).build();
    private final TestClient client = node.connectStateful(new FakeTransport());
    private final HubConnection connection = node.dispatch.connection(client);

    private static String result(String id) {
        return "{\"type\":3,\"invocationId\":\"" + id + "\"}";
    }

    private static String sequence(int id) {
        return "{\"type\":9,\"sequenceId\":" + id + "}";
    }

    private static String ack(int id) {
        return "{\"type\":8,\"sequenceId\":" + id + "}";
    }

    private static void send(TestClient from, String... messages) {
        for (String message : messages) {
            from.receives(message + "\u001e");
        }
    }

    private static void call(TestClient from, String... targets) {
        for (String target : targets) {
            send(from, "{\"type\":1,\"target\":\"" + target + "\",\"arguments\":[]}");
        }
    }

    private List<String> received() {
        return node.dispatch.of(client).messages.stream()
                .map(message -> ((HubMessage.Invocation) message).target())
                .toList();
    }

    private void write(String... ids) {
        for (String id : ids) {
            connection.write(HubMessage.Completion.empty(id));
        }
    }

    private void assertEnded() {
        assertThat(connection.isOpen()).isFalse();
        assertThat(node.dispatch.of(client).ends).hasSize(1);
        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(TestNode.kept(node.lifetimeManager)).isZero();
    }

    @Test
    void aLostTransportLeavesTheConnectionAsItIs() {
        node.lifetimeManager.addToGroup(client.id(), "room");
        client.connection().closed(reset);
        node.lifetimeManager.send(Recipients.group("room"), HubMessage.Invocation.of("hello"));

        assertThat(connection.isOpen()).isTrue();
        assertThat(node.dispatch.of(client).ends).isEmpty();
        TestClient again = node.reconnect(client);
        assertThat(again.messages()).containsExactly(sequence(1), "{\"type\":1,\"target\":\"hello\",\"arguments\":[]}");
        assertThat(again.id()).isEqualTo(client.id());
    }

    @Test
    void whatHasNotBeenAcknowledgedIsSentAgainInOrderBeforeAnythingNew() {
        write("1", "2", "3");
        send(client, ack(1));
        client.connection().closed(reset);
        write("4");
        TestClient again = node.reconnect(client);
        write("5");

        assertThat(client.messages()).containsExactly(result("1"), result("2"), result("3"));
        assertThat(again.messages()).containsExactly(sequence(2), result("2"), result("3"), result("4"), result("5"));
    }

    @Test
    void theSequenceIsThatOfTheNextMessageWhenNothingIsSentAgain() {
        write("1", "2");
        send(client, ack(2));
        client.connection().closed(reset);

        assertThat(node.reconnect(client).messages()).containsExactly(sequence(3));
    }

    @Test
    void anAcknowledgementOfMoreThanWasSentCountsNothing() {
        write("1");
        send(client, ack(9));
        write("2");
        client.connection().closed(reset);

        assertThat(node.reconnect(client).messages()).containsExactly(sequence(2), result("2"));
    }

    @Test
    void onlyMessagesTheClientCountsAreSentAgain() {
        connection.write(HubMessage.Ping.INSTANCE);
        connection.write(new HubMessage.Ack(1));
        connection.write(new HubMessage.StreamItem(Map.of(), "1", Payload.of(1)));
        node.lifetimeManager.send(Recipients.ALL, HubMessage.Invocation.of("hello"));
        client.connection().closed(reset);

        assertThat(node.reconnect(client).messages())
                .containsExactly(
                        sequence(1),
                        "{\"type\":2,\"invocationId\":\"1\",\"item\":1}",
                        "{\"type\":1,\"target\":\"hello\",\"arguments\":[]}");
    }

    @Test
    void aFrameUnderWayWhenTheTransportIsLostIsSentAgain() {
        client.transport().slow();
        write("1", "2");
        client.connection().closed(reset);
        TestClient again = node.reconnect(client);
        client.transport().complete(null);
        write("3");

        assertThat(client.messages()).containsExactly(result("1"));
        assertThat(again.messages()).containsExactly(sequence(1), result("1"), result("2"), result("3"));
    }

    @Test
    void aLateFailureOfTheOldTransportHarmsNothing() {
        client.transport().slow();
        write("1");
        client.connection().closed(reset);
        TestClient again = node.reconnect(client);
        client.transport().complete(reset);
        write("2");

        assertThat(connection.isOpen()).isTrue();
        assertThat(again.messages()).containsExactly(sequence(1), result("1"), result("2"));
    }

    @Test
    void aLateFailureOfATransportDoesNotEndTheNextOne() {
        TestClient again = node.reconnect(client);
        boolean ends = connection.pipeline().activeTransport().failed(client.transport(), reset);
        write("1");

        assertThat(ends).isFalse();
        assertThat(again.messages()).containsExactly(sequence(1), result("1"));
        assertThat(again.transport().closes()).isEmpty();
    }

    @Test
    void whatIsSentAgainIsGatheredIntoFramesOfTheUsualSize() {
        String text = "x".repeat(30_000);
        for (int i = 0; i < 3; i++) {
            connection.write(HubMessage.Completion.ofResult("1", text));
        }
        client.connection().closed(reset);

        assertThat(node.reconnect(client).transport().batches())
                .extracting(batch -> batch.messages().size())
                .containsExactly(3, 1);
    }

    @Test
    void aTransportLostWhileMessagesAreSentAgainCostsNothing() {
        write("1", "2");
        client.connection().closed(reset);
        FakeTransport slow = new FakeTransport().slow();
        TestClient second = node.reclaim(client, slow);
        second.connection().opened(slow);
        send(second, sequence(1), ack(1));
        second.connection().closed(reset);

        assertThat(node.reconnect(client).messages()).containsExactly(sequence(2), result("2"));
    }

    @Test
    void aWriterThatWaitsForRoomWaitsForTheNextTransportToo() {
        client.connection().closed(reset);
        connection.write(HubMessage.Completion.ofResult("1", "x".repeat(70_000)));
        List<String> told = new ArrayList<>();
        assertThat(connection.whenWritable(() -> told.add("writable"))).isFalse();
        assertThat(told).isEmpty();
        node.reconnect(client);

        assertThat(told).containsExactly("writable");
    }

    @Test
    void aSendThatFailsLosesTheTransportOnly() {
        client.transport().failWith(reset);
        write("1");
        assertThat(connection.isOpen()).isTrue();
        assertThat(client.transport().closes()).hasSize(1);

        assertThat(node.reconnect(client).messages()).containsExactly(sequence(1), result("1"));
    }

    @Test
    void aSendThatHangsEndsTheConnection() {
        client.transport().slow();
        write("1");
        node.pass(Duration.ofSeconds(11));

        assertThat(node.dispatch.of(client).ends.get(0).orElseThrow()).isInstanceOf(TransportException.class);
        assertEnded();
    }

    @Test
    void anotherTransportTakesThePlaceOfOneThatIsNotKnownToBeLost() {
        write("1");
        TestClient again = node.reconnect(client);
        call(client, "late");
        client.connection().closed(null);
        write("2");
        send(again, sequence(1));
        call(again, "a");

        assertThat(client.transport().closes()).hasSize(1);
        assertThat(client.messages()).containsExactly(result("1"));
        assertThat(again.messages()).containsExactly(sequence(1), result("1"), result("2"));
        assertThat(received()).containsExactly("a");
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void theLastOfSeveralClaimsCounts() {
        client.connection().closed(reset);
        TestClient second = node.reclaim(client, new FakeTransport());
        TestClient third = node.reclaim(client, new FakeTransport());
        third.connection().opened(third.transport());
        second.connection().opened(second.transport());
        send(third, sequence(1));
        write("1");

        assertThat(second.messages()).isEmpty();
        assertThat(third.messages()).containsExactly(sequence(1), result("1"));
    }

    @Test
    void aTransportThatFailsWhileTheConnectionClosesIsClosedAllTheSame() {
        client.transport().slow();
        connection.abort();
        client.transport().complete(reset);
        node.pass(Duration.ofSeconds(6));

        assertThat(client.transport().closes()).isNotEmpty();
        assertEnded();
    }

    @Test
    void aClaimGivenBackLeavesTheConnectionWaiting() {
        client.connection().closed(reset);
        node.reclaim(client, new FakeTransport()).connection().abandoned();
        assertThat(connection.isOpen()).isTrue();

        assertThat(node.reconnect(client).messages()).containsExactly(sequence(1));
    }

    @Test
    void aConnectionWaitsForAsLongAsTheDisconnectTimeout() {
        node.pass(Duration.ofSeconds(3));
        client.connection().closed(reset);
        node.pass(Duration.ofSeconds(15));
        assertThat(connection.isOpen()).isTrue();
        node.pass(SECOND);

        assertThat(node.dispatch.of(client).ends).containsExactly(Optional.of(reset));
        assertEnded();
    }

    @Test
    void aClaimThatComesToNothingDoesNotProlongTheWait() {
        client.connection().closed(reset);
        node.pass(Duration.ofSeconds(15));
        node.reclaim(client, new FakeTransport());
        node.pass(SECOND);

        assertEnded();
    }

    @Test
    void eachTransportIsWaitedForAnew() {
        client.connection().closed(reset);
        node.pass(Duration.ofSeconds(15));
        TestClient again = node.reconnect(client);
        node.pass(Duration.ofSeconds(10));
        again.connection().closed(reset);
        node.pass(Duration.ofSeconds(15));

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void neitherPingsNorSilenceCountWhileAConnectionWaits() {
        TestNode patient = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.patient(Duration.ofHours(1)))
                .build();
        TestClient silent = patient.connectStateful(new FakeTransport());
        send(silent, "{\"type\":6}");
        silent.connection().closed(reset);
        for (int i = 0; i < 60; i++) {
            patient.pass(SECOND);
        }
        TestClient again = patient.reconnect(silent);
        patient.pass(SECOND);

        assertThat(patient.dispatch.connection(silent).isOpen()).isTrue();
        assertThat(again.messages()).containsExactly(sequence(1));
    }

    @Test
    void aCloseFrameEndsTheConnection() {
        client.connection().closed(null);

        assertThat(node.dispatch.of(client).ends).containsExactly(Optional.empty());
        assertEnded();
    }

    @Test
    void aCloseOfTheClientEndsTheConnection() {
        send(client, "{\"type\":7}");

        assertEnded();
        assertThat(client.connection().claim(TransportType.WEB_SOCKETS, TestNode.request()))
                .isEqualTo(Claim.ENDED);
    }

    @Test
    void anAbortEndsTheConnectionWithOrWithoutATransport() {
        TestClient other = node.connectStateful(new FakeTransport());
        other.connection().closed(reset);
        node.dispatch.connection(other).abort();
        connection.abort();

        assertThat(client.messages()).containsExactly("{\"type\":7}");
        assertThat(node.dispatch.of(other).ends).containsExactly(Optional.empty());
        assertEnded();
    }

    @Test
    void closingTheNodeEndsAConnectionThatWaits() {
        client.connection().closed(reset);
        node.connections.close(Duration.ZERO);

        assertEnded();
    }

    @Test
    void theBacklogOfAConnectionThatWaitsIsBounded() {
        TestNode small = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.with(
                        OutboundOptionsFixture.outbound(OverflowPolicy.CLOSE, 10_000, 2, 1024)))
                .build();
        TestClient lagging = small.connectStateful(new FakeTransport());
        lagging.connection().closed(reset);
        for (int i = 0; i < 3; i++) {
            small.dispatch.connection(lagging).write(HubMessage.Completion.empty("" + i));
        }

        assertThat(small.dispatch.of(lagging).ends).hasSize(1);
        assertThat(small.connections.statistics().clients()).isZero();
    }

    @Test
    void moreThanTheBufferTakesWaitsForAnAcknowledgement() {
        TestNode small = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.statefulReconnect(50))
                .build();
        TestClient unthankful = small.connectStateful(new FakeTransport());
        for (int i = 1; i <= 5; i++) {
            small.dispatch.connection(unthankful).write(HubMessage.Completion.empty("" + i));
        }
        // 29 bytes each: the second reaches the bound.
        assertThat(unthankful.messages()).containsExactly(result("1"), result("2"));
        send(unthankful, ack(1));

        assertThat(unthankful.messages()).containsExactly(result("1"), result("2"), result("3"));
    }

    @Test
    void aMessageLongerThanTheBufferIsSentAllTheSame() {
        TestNode small = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.statefulReconnect(10))
                .build();
        TestClient told = small.connectStateful(new FakeTransport());
        small.dispatch.connection(told).write(HubMessage.Completion.empty("1"));

        assertThat(told.messages()).containsExactly(result("1"));
    }

    @Test
    void acknowledgementsAndPingsOvertakeWhatWaitsForAnAcknowledgement() {
        TestNode small = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.statefulReconnect(10))
                .build();
        TestClient told = small.connectStateful(new FakeTransport());
        for (int i = 1; i <= 3; i++) {
            small.dispatch.connection(told).write(HubMessage.Completion.empty("" + i));
        }
        call(told, "a");
        small.pass(SECOND);
        small.pass(Duration.ofSeconds(15));
        send(told, ack(1));

        assertThat(told.messages()).containsExactly(result("1"), ack(1), "{\"type\":6}", result("2"));
    }

    @Test
    void closingHoldsNothingBack() {
        TestNode small = TestNode.on(new LocalBackplane())
                .options(ConnectionOptionsFixture.statefulReconnect(10))
                .build();
        TestClient told = small.connectStateful(new FakeTransport());
        small.dispatch.connection(told).write(HubMessage.Completion.empty("1"));
        small.dispatch.connection(told).write(HubMessage.Completion.empty("2"));
        small.dispatch.connection(told).abort();

        assertThat(told.messages()).containsExactly(result("1"), result("2"), "{\"type\":7}");
        assertThat(small.connections.statistics().clients()).isZero();
    }

    @Test
    void whatWasReceivedIsAcknowledgedAtMostOnceAtABeat() {
        call(client, "a", "b");
        assertThat(client.messages()).isEmpty();
        node.pass(SECOND);
        node.pass(SECOND);
        assertThat(client.messages()).containsExactly(ack(2));
        send(client, "{\"type\":6}");
        node.pass(SECOND);
        call(client, "c");
        node.pass(SECOND);

        assertThat(client.messages()).containsExactly(ack(2), ack(3));
    }

    @Test
    void anAcknowledgementThatMayHaveBeenLostIsRepeated() {
        call(client, "a");
        node.pass(SECOND);
        client.connection().closed(reset);
        node.pass(SECOND);
        TestClient again = node.reconnect(client);
        node.pass(SECOND);

        assertThat(again.messages()).containsExactly(sequence(1), ack(1));
    }

    @Test
    void whatTheClientSendsAgainIsDropped() {
        call(client, "a", "b", "c");
        client.connection().closed(reset);
        TestClient again = node.reconnect(client);
        send(again, sequence(2));
        call(again, "b", "c", "d");

        assertThat(received()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whatComesBeforeTheSequenceOfTheClientIsNotCounted() {
        call(client, "a");
        client.connection().closed(reset);
        TestClient again = node.reopen(client);
        call(again, "early");
        send(again, sequence(2));
        call(again, "b");

        assertThat(received()).containsExactly("a", "b");
    }

    @Test
    void aSequenceBeyondWhatWasReceivedIsAnError() {
        call(client, "a");
        client.connection().closed(reset);
        TestClient again = node.reopen(client);
        send(again, sequence(3));

        assertThat(again.messages())
                .containsExactly(
                        sequence(1),
                        "{\"type\":7,\"error\":\"Connection closed with an error.\",\"allowReconnect\":true}");
        assertThat(node.dispatch.of(client).ends.get(0).orElseThrow())
                .hasMessage("Sequence ID greater than amount of messages we've received.");
        assertEnded();
    }

    @Test
    void aPartOfAMessageIsForgottenWithItsTransport() {
        client.receives("{\"type\":1,");
        client.connection().closed(reset);
        TestClient again = node.reconnect(client);
        send(again, sequence(1));
        call(again, "a");

        assertThat(received()).containsExactly("a");
    }

    @Test
    void theRequestOfTheNewTransportIsWhatTheApplicationSees() {
        client.connection().closed(reset);
        TransportConnection again =
                node.connections.find(client.connection().token()).orElseThrow();
        again.claim(
                TransportType.WEB_SOCKETS,
                new RequestInfo(Map.of("x", List.of("anew")), Map.of(), Map.of(), Identity.ANONYMOUS, "test"));

        assertThat(connection.header("x")).contains("anew");
    }

    @Test
    void anotherUserDoesNotTakeThePlaceOfTheOwner() {
        TransportConnection thief =
                node.connections.find(client.connection().token()).orElseThrow();

        assertThat(thief.claim(TransportType.WEB_SOCKETS, TestNode.request(TestNode.identity("eve"))))
                .isEqualTo(Claim.OTHER_USER);

        assertThat(client.transport().closes()).isEmpty();
        call(client, "a");
        assertThat(received()).containsExactly("a");
        client.connection().closed(reset);
        assertThat(thief.claim(TransportType.WEB_SOCKETS, TestNode.request(TestNode.identity("eve"))))
                .as("while the owner is away")
                .isEqualTo(Claim.OTHER_USER);
        assertThat(node.reconnect(client).messages()).as("the owner comes back").isNotNull();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void onlyAWebSocketTakesThePlaceOfAWebSocket() {
        assertThat(client.connection().claim(TransportType.LONG_POLLING, TestNode.request()))
                .isEqualTo(Claim.OTHER_TRANSPORT);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void aClientThatNegotiatedNothingOrAskedForTheOldProtocolIsNotWaitedFor() {
        TestClient plain = node.connect();
        plain.receives(sequence(5) + "\u001e" + ack(1) + "\u001e");
        assertThat(node.dispatch.connection(plain).isOpen()).isTrue();
        TransportConnection granted = node.connections.create(TestNode.request(), new NegotiatedTerms(true, true));
        granted.claim(TransportType.WEB_SOCKETS, TestNode.request());
        FakeTransport transport = new FakeTransport();
        transport.attach(granted);
        granted.opened(transport);
        TestClient old = new TestClient(granted, transport);
        old.receives("{\"protocol\":\"json\",\"version\":1}\u001e");
        for (TestClient each : List.of(plain, old)) {
            call(each, "a");
            node.pass(SECOND);
            assertThat(each.messages()).isEmpty();
            assertThat(each.connection().claim(TransportType.WEB_SOCKETS, TestNode.request()))
                    .isEqualTo(Claim.TAKEN);
            each.connection().closed(reset);
            assertThat(node.dispatch.of(each).ends).hasSize(1);
        }
    }

    @Test
    void aClientOfAnotherTransportIsNotWaitedFor() {
        TestClient events = node.connectStateful(new FakeTransport(TransportType.SERVER_SENT_EVENTS));
        events.connection().closed(reset);

        assertThat(node.dispatch.of(events).ends).hasSize(1);
    }
}
