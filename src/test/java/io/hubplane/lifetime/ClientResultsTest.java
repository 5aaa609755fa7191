package io.hubplane.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.backplane.Scope;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.fake.FakeBackplane;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How clients are asked on this node and on others, in both ways in which a message for one connection finds its node.
 */
@ParameterizedClass
@EnumSource(RoutingMode.class)
class ClientResultsTest {
    private static final HubMessage.Invocation QUESTION = HubMessage.Invocation.of("add", 1, 2);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern ID = Pattern.compile("\"invocationId\":\"([^\"]+)\"");

    private final RoutingMode routing;
    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final TestNode node;
    private final TestNode other;
    private final TestClient here;
    private final TestClient there;

    ClientResultsTest(RoutingMode routing) {
        this.routing = routing;
        this.node = newNode();
        this.other = newNode();
        this.here = node.connect();
        this.there = other.connect();
    }

    private TestNode newNode() {
        return TestNode.on(new LocalBackplane(exchange)).routing(routing).build();
    }

    /** Offers everything that clients send as a client result, as dispatch does. */
    @BeforeEach
    void takeCompletions() {
        for (TestNode each : List.of(node, other)) {
            each.dispatch.onCompletion(HubConnection::answered);
        }
    }

    private CompletableFuture<@Nullable Object> ask(TestClient client, Type type) {
        return ask(client.id(), type);
    }

    private CompletableFuture<@Nullable Object> ask(String connectionId, Type type) {
        return node.lifetimeManager
                .invoke(connectionId, QUESTION, type, TIMEOUT)
                .toCompletableFuture();
    }

    private void begin(TestClient client) {
        CompletableFuture<@Nullable Object> unused = ask(client, int.class);
    }

    private static String questionId(TestClient client) {
        List<String> messages = client.messages();
        Matcher matcher = ID.matcher(messages.get(messages.size() - 1));
        assertThat(matcher.find()).as("a question in %s", messages).isTrue();
        return Objects.requireNonNull(matcher.group(1));
    }

    private static void answer(TestClient client, String outcome) {
        answer(client, questionId(client), outcome);
    }

    private static void answer(TestClient client, String id, String outcome) {
        client.receives("{\"type\":3,\"invocationId\":\"" + id + "\"" + outcome + "}\u001e");
    }

    private static void assertFailed(
            CompletableFuture<@Nullable Object> answer, Class<? extends Throwable> type, String message) {
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseExactlyInstanceOf(type)
                .havingCause()
                .withMessage(message);
    }

    private void assertNothingLeft() {
        for (TestNode each : List.of(node, other)) {
            each.connections.close();
            assertThat(TestNode.kept(each.lifetimeManager)).isZero();
        }
    }

    @Test
    void theResultOfAClientComesBack() {
        for (TestClient client : List.of(here, there)) {
            CompletableFuture<@Nullable Object> answer = ask(client, int.class);
            assertThat(answer).isNotDone();
            answer(client, ",\"result\":3");

            assertThat(answer).isCompletedWithValue(3);
        }
        assertNothingLeft();
    }

    @Test
    void theQuestionIsACallWithAnId() {
        begin(here);
        begin(here);

        assertThat(here.messages())
                .containsExactly(
                        "{\"type\":1,\"invocationId\":\"s1\",\"target\":\"add\",\"arguments\":[1,2]}",
                        "{\"type\":1,\"invocationId\":\"s2\",\"target\":\"add\",\"arguments\":[1,2]}");
    }

    @Test
    void theQuestionsOfTwoNodesDoNotClash() {
        CompletableFuture<@Nullable Object> ours = ask(there, String.class);
        String first = questionId(there);
        CompletionStage<@Nullable Object> theirs =
                other.lifetimeManager.invoke(there.id(), QUESTION, String.class, TIMEOUT);
        String second = questionId(there);
        answer(there, second, ",\"result\":\"theirs\"");
        answer(there, first, ",\"result\":\"ours\"");

        assertThat(first).startsWith("s" + node.backplane.nodeId()).isNotEqualTo(second);
        assertThat(ours).isCompletedWithValue("ours");
        assertThat(theirs.toCompletableFuture()).isCompletedWithValue("theirs");
    }

    @Test
    void aResultMayBeNullOrMissing() {
        for (TestClient client : List.of(here, there)) {
            CompletableFuture<@Nullable Object> none = ask(client, String.class);
            answer(client, "");
            CompletableFuture<@Nullable Object> nothing = ask(client, String.class);
            answer(client, ",\"result\":null");
            CompletableFuture<@Nullable Object> ignored = ask(client, void.class);
            answer(client, ",\"result\":{\"a\":1}");

            assertThat(none).isCompletedWithValue(null);
            assertThat(nothing).isCompletedWithValue(null);
            assertThat(ignored).isCompletedWithValue(null);
        }
    }

    @Test
    void aMissingResultCannotBeANumber() {
        CompletableFuture<@Nullable Object> answer = ask(here, int.class);
        answer(here, "");

        assertFailed(
                answer, ClientErrorException.class, "Error trying to deserialize result to int. The client gave none.");
    }

    @Test
    void theErrorOfAClientComesBack() {
        for (TestClient client : List.of(here, there)) {
            CompletableFuture<@Nullable Object> answer = ask(client, int.class);
            answer(client, ",\"error\":\"Client didn't provide a result.\"");

            assertFailed(answer, ClientErrorException.class, "Client didn't provide a result.");
        }
        assertNothingLeft();
    }

    @Test
    void aResultOfAnotherTypeIsAnError() {
        for (TestClient client : List.of(here, there)) {
            CompletableFuture<@Nullable Object> answer = ask(client, Integer.class);
            answer(client, ",\"result\":\"three\"");

            assertThat(answer)
                    .failsWithin(Duration.ZERO)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(ClientErrorException.class)
                    .havingCause()
                    .withMessageStartingWith("Error trying to deserialize result to Integer. ");
        }
        assertNothingLeft();
    }

    @Test
    void anUnknownConnectionDoesNotExist() {
        for (String id : List.of("unknown", "", "nodenodenode.AAAAAAAAAAAAAAAAAAAAAA")) {
            assertFailed(ask(id, int.class), ConnectionException.class, "Connection '" + id + "' does not exist.");
        }
        assertNothingLeft();
    }

    @Test
    void aConnectionThatHasEndedDoesNotExist() {
        here.connection().closed(null);
        there.connection().closed(null);

        for (TestClient client : List.of(here, there)) {
            assertFailed(
                    ask(client, int.class),
                    ConnectionException.class,
                    "Connection '" + client.id() + "' does not exist.");
        }
        assertNothingLeft();
    }

    @Test
    void aConnectionThatEndsBeforeItAnswersFailsTheQuestion() {
        for (TestClient client : List.of(here, there)) {
            CompletableFuture<@Nullable Object> answer = ask(client, int.class);
            client.connection().closed(null);

            assertFailed(answer, ConnectionException.class, "Connection '" + client.id() + "' disconnected.");
        }
        assertNothingLeft();
    }

    @Test
    void aConnectionWhoseEndHasBegunFailsTheQuestion() {
        HubConnection connection = node.dispatch.connection(here);
        connection.awaited().end();

        assertFailed(ask(here, int.class), ConnectionException.class, "Connection '" + here.id() + "' does not exist.");
    }

    @Test
    void onlyTheConnectionThatWasAskedMayAnswer() {
        TestClient stranger = node.connect();
        CompletableFuture<@Nullable Object> answer = ask(here, int.class);
        HubMessage.Completion forged = HubMessage.Completion.ofResult(questionId(here), 4);

        assertThat(node.dispatch.connection(stranger).answered(forged)).isFalse();
        assertThat(answer).isNotDone();
        answer(here, ",\"result\":3");
        assertThat(answer).isCompletedWithValue(3);
    }

    @Test
    void aQuestionIsAnsweredOnce() {
        HubConnection connection = node.dispatch.connection(here);
        CompletableFuture<@Nullable Object> answer = ask(here, int.class);
        String id = questionId(here);

        assertThat(connection.answered(HubMessage.Completion.ofResult(id, 3))).isTrue();
        assertThat(connection.answered(HubMessage.Completion.ofResult(id, 4))).isFalse();
        assertThat(answer).isCompletedWithValue(3);
    }

    @Test
    void aClientThatDoesNotAnswerInTimeFailsTheQuestion() {
        for (TestClient client : List.of(here, there)) {
            CompletableFuture<@Nullable Object> answer = ask(client, int.class);
            node.pass(TIMEOUT);
            assertThat(answer).isNotDone();
            node.pass(Duration.ofSeconds(1));

            assertFailed(
                    answer,
                    TimeoutException.class,
                    "Connection '" + client.id() + "' did not answer 'add' within 30000 ms");
        }
    }

    @Test
    void whoGivesUpIsForgotten() {
        for (TestClient client : List.of(here, there)) {
            ask(client, int.class).cancel(false);
            assertThat(TestNode.kept(node.lifetimeManager)).isEqualTo(2);
            answer(client, ",\"result\":3");
        }
        assertNothingLeft();
    }

    @Test
    void closingFailsWhatWaitsAndWhatIsAskedAfterwards() {
        CompletableFuture<@Nullable Object> answer = ask(there, int.class);
        node.lifetimeManager.close();

        assertFailed(answer, ConnectionException.class, "This node is shutting down");
        assertFailed(ask(there, int.class), ConnectionException.class, "This node is shutting down");
    }

    @Test
    void anUnexpectedResultDisturbsNobody() {
        CompletableFuture<@Nullable Object> answer = ask(there, int.class);
        Scope ours = routing == RoutingMode.NODE
                ? Scope.node(TestNode.HUB, node.backplane.nodeId())
                : new Scope(Scope.Kind.CLIENT_RESULTS, TestNode.HUB, node.backplane.nodeId());
        for (ClientResult bad : List.of(
                new ClientResult("json", utf8("not JSON\u001e")),
                new ClientResult("json", utf8("{\"type\":3")),
                new ClientResult("json", utf8("{\"type\":6}\u001e")),
                new ClientResult("json", utf8("{\"type\":3,\"invocationId\":\"s0\"}\u001e")),
                new ClientResult("unknown", utf8("{\"type\":6}\u001e")))) {
            other.backplane.publish(
                    ours, routing == RoutingMode.NODE ? BackplaneCodec.encodeForNode(bad) : BackplaneCodec.encode(bad));
        }
        assertThat(answer).isNotDone();
        answer(there, ",\"result\":3");

        assertThat(answer).isCompletedWithValue(3);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatCannotBeEncodedIsReportedAndForgotten() {
        HubMessage.Invocation broken = HubMessage.Invocation.of("add", new Unencodable());
        for (TestClient client : List.of(here, there)) {
            assertThatThrownBy(() -> node.lifetimeManager.invoke(client.id(), broken, int.class, TIMEOUT))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertNothingLeft();
    }

    @Test
    void aTimeoutIsLongerThanNothing() {
        assertThatThrownBy(() -> node.lifetimeManager.invoke(here.id(), QUESTION, int.class, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBackplaneThatCannotCarryTheQuestionFailsIt() {
        FakeBackplane backplane = new FakeBackplane();
        backplane.answerPublishes(CompletableFuture.failedFuture(new BackplaneException("Redis is away")));
        TestNode alone = TestNode.on(backplane).routing(routing).build();
        String id = "nodenodenode.AAAAAAAAAAAAAAAAAAAAAA";

        assertFailed(
                alone.lifetimeManager.invoke(id, QUESTION, int.class, TIMEOUT).toCompletableFuture(),
                ConnectionException.class,
                "Connection '" + id + "' cannot be asked: Redis is away");
        assertThat(TestNode.kept(alone.lifetimeManager)).isZero();
    }
}
