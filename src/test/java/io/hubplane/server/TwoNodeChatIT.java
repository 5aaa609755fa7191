package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.ClientOptions;
import io.hubplane.fixture.Farm;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.OfficialClient;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chat on two nodes, with the official client. */
@ExtendWith(SharedFarm.class)
class TwoNodeChatIT {
    private static final String ALL = "broadcastMessage";
    private static final String ROOM = "roomMessage";

    private final Farm farm;
    private OfficialClient ann;
    private OfficialClient bob;

    TwoNodeChatIT(Farm farm) {
        this.farm = farm;
    }

    @BeforeEach
    void connect() {
        ann = open(farm.first());
        bob = open(farm.second());
    }

    @AfterEach
    void disconnect() {
        ann.close();
        bob.close();
    }

    /**
     * The welcome shows that messages of other nodes reach the client from now on; the end of the handshake does not.
     */
    private OfficialClient open(HubplaneNode node) {
        OfficialClient client = farm.clients().open(node.resolve("chat"), ALL, ROOM, "welcome");
        assertThat(client.calls("welcome").next())
                .containsExactly(node.settings().name(), client.connectionId());
        return client;
    }

    /**
     * Sends in both directions, so that everything that was sent before has arrived: a message to the other node
     * passes through Redis after everything that its node published before.
     */
    private void settle() {
        say(ann, "settle 1");
        expect(bob, "settle 1");
        say(bob, "settle 2");
        expect(ann, "settle 2");
        say(ann, "settle 3");
        expect(bob, "settle 3");
    }

    private static void say(OfficialClient client, String text) {
        client.invoke("send", "settler", text);
    }

    private static void expect(OfficialClient client, String text) {
        List<Object> wanted = List.of("settler", text);
        for (List<Object> next = client.calls(ALL).next();
                !next.equals(wanted);
                next = client.calls(ALL).next()) {
            assertThat(next).as("only settlers speak meanwhile").startsWith("settler");
        }
    }

    @Test
    void whatIsSaidOnEitherNodeReachesBothExactlyOnce() {
        ann.invoke("send", "Ann", "hello");
        assertThat(ann.calls(ALL).next()).containsExactly("Ann", "hello");
        assertThat(bob.calls(ALL).next()).containsExactly("Ann", "hello");

        bob.invoke("send", "Bob", "good day");
        assertThat(bob.calls(ALL).next()).containsExactly("Bob", "good day");
        assertThat(ann.calls(ALL).next()).containsExactly("Bob", "good day");

        // From here on only {@code settle} sends: a second copy of either message would be noticed.
        settle();
    }

    @Test
    void messagesOfOneSenderArriveInOrderOnBothNodes() {
        List<List<Object>> sent = IntStream.range(0, 500)
                .mapToObj(number -> List.<Object>of("Ann", "message " + number))
                .toList();
        sent.forEach(message -> ann.send("send", message.toArray()));

        assertThat(ann.calls(ALL).next(500)).isEqualTo(sent);
        assertThat(bob.calls(ALL).next(500)).isEqualTo(sent);
    }

    @Test
    void aRoomSpansNodesAndKeepsItsMessagesToItself() {
        try (OfficialClient outsider = open(farm.second())) {
            ann.invoke("join", "kitchen");
            bob.invoke("join", "kitchen");

            ann.invoke("sendToRoom", "kitchen", "Ann", "soup is ready");
            assertThat(ann.calls(ROOM).next()).containsExactly("kitchen", "Ann", "soup is ready");
            assertThat(bob.calls(ROOM).next()).containsExactly("kitchen", "Ann", "soup is ready");

            outsider.invoke("sendToRoom", "kitchen", "Outsider", "smells good");
            assertThat(ann.calls(ROOM).next()).containsExactly("kitchen", "Outsider", "smells good");
            assertThat(bob.calls(ROOM).next()).containsExactly("kitchen", "Outsider", "smells good");

            settle();
            assertThat(outsider.calls(ROOM).rest()).isEmpty();
        }
    }

    @Test
    void whoLeavesARoomHearsNoMoreOfIt() {
        ann.invoke("join", "attic");
        bob.invoke("join", "attic");
        bob.invoke("leave", "attic");

        ann.invoke("sendToRoom", "attic", "Ann", "anybody here?");
        assertThat(ann.calls(ROOM).next()).containsExactly("attic", "Ann", "anybody here?");
        settle();
        assertThat(bob.calls(ROOM).rest()).isEmpty();
    }

    @Test
    void roomsAreToldApartByCase() {
        ann.invoke("join", "Cellar");
        bob.invoke("join", "cellar");

        bob.invoke("sendToRoom", "cellar", "Bob", "dark");
        assertThat(bob.calls(ROOM).next()).containsExactly("cellar", "Bob", "dark");
        settle();
        assertThat(ann.calls(ROOM).rest()).isEmpty();
    }

    @Test
    void anyTextPassesUnchanged() {
        List<String> texts = List.of(
                "\ud83d\udc69\u200d\ud83d\ude80 \ud83c\udff3\ufe0f\u200d\ud83c\udf08",
                "\u0634\u0643\u0631\u0627 \u05ea\u05d5\u05d3\u05d4",
                "line\u2028paragraph\u2029end",
                "e\u0301 and \u00e9",
                "<script>alert('\"&')</script>",
                "tab\there, line\nthere, \u0001 and \u001e",
                "\\u0041 {\"type\":6}");
        for (String text : texts) {
            ann.invoke("send", "\u65e5\u672c", text);
            assertThat(ann.calls(ALL).next()).containsExactly("\u65e5\u672c", text);
            assertThat(bob.calls(ALL).next()).containsExactly("\u65e5\u672c", text);
        }
    }

    @Test
    void methodNamesIgnoreCase() {
        ann.invoke("SEND", "Ann", "loud");
        assertThat(bob.calls(ALL).next()).containsExactly("Ann", "loud");
    }

    @Test
    void aClientThatSkipsTheNegotiationTakesPartWithoutKnowingItsId() {
        ClientOptions options = ClientOptions.listeningTo(ALL, "welcome").withoutNegotiation();
        try (OfficialClient carl = farm.clients().open(farm.first().resolve("chat"), options)) {
            assertThat(carl.connectionId()).isNull();
            assertThat(carl.calls("welcome").next()).startsWith("node-1");
            bob.invoke("send", "Bob", "to whom it may concern");
            assertThat(carl.calls(ALL).next()).containsExactly("Bob", "to whom it may concern");
            carl.invoke("send", "Carl", "it does");
            assertThat(bob.calls(ALL).next(2)).contains(List.of("Carl", "it does"));
        }
    }
}
