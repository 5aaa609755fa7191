package io.hubplane.contract;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every backplane must do, with two or three nodes on one carrier. */
@Timeout(60)
public abstract class BackplaneContract {
    protected static final Scope ALL = Scope.all("chat");
    /** A test subscribes to it, so that it knows when all earlier publications have come. */
    protected static final Scope END = Scope.group("chat", "end");

    private final List<Backplane> nodes = new ArrayList<>();

    /** A new node, not started. */
    protected abstract Backplane newNode();

    /**
     * A group whose messages keep their order with those of another scope: any, unless the carrier divides the scopes.
     *
     * @param scope the other scope
     * @param name how the group's name begins
     */
    protected Scope groupWith(Scope scope, String name) {
        return Scope.group("chat", name);
    }

    /** A started node, closed after the test. */
    protected final Backplane node() {
        Backplane node = newNode();
        nodes.add(node);
        node.start();
        return node;
    }

    @AfterEach
    void closeNodes() {
        nodes.forEach(Backplane::close);
    }

    protected static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }

    @Test
    void nodeIdsDiffer() {
        Backplane a = node();

        assertThat(a.nodeId()).hasSize(Backplane.NODE_ID_LENGTH).isEqualTo(a.nodeId());
        assertThat(a.nodeId()).isNotEqualTo(node().nodeId());
    }

    @Test
    void messageReachesTheOtherNodesButNotItsOwn() throws Exception {
        Backplane a = node();
        Backplane b = node();
        Backplane c = node();
        ReceivedMessages atA = new ReceivedMessages();
        ReceivedMessages atB = new ReceivedMessages();
        ReceivedMessages atC = new ReceivedMessages();
        await(a.subscribe(ALL, atA));
        await(b.subscribe(ALL, atB));
        await(c.subscribe(ALL, atC));

        await(a.publish(ALL, message("from a")));
        await(b.publish(ALL, message("from b")));

        assertThat(atA.next()).isEqualTo("from b");
        assertThat(atB.next()).isEqualTo("from a");
        assertThat(List.of(atC.next(), atC.next())).containsExactlyInAnyOrder("from a", "from b");
        assertThat(atA.isEmpty()).isTrue();
        assertThat(atB.isEmpty()).isTrue();
    }

    @Test
    void subscriberIsToldTheScopeAndGetsTheMessageWhole() throws Exception {
        Backplane a = node();
        Backplane b = node();
        Scope group = Scope.group("chat", "g");
        ReceivedMessages atB = new ReceivedMessages();
        List<Scope> scopes = new ArrayList<>();
        await(b.subscribe(group, (scope, message) -> {
            scopes.add(scope);
            atB.received(scope, message);
        }));

        await(a.publish(group, message("hello")));

        assertThat(atB.next()).isEqualTo("hello");
        assertThat(scopes).containsExactly(group);
    }

    @Test
    void messagesOfOnePublisherKeepTheirOrder() throws Exception {
        Backplane a = node();
        Backplane b = node();
        ReceivedMessages atB = new ReceivedMessages();
        await(b.subscribe(ALL, atB));

        IntStream.range(0, 1000).forEach(i -> a.publish(ALL, message("message " + i)));

        for (int i = 0; i < 1000; i++) {
            assertThat(atB.next()).isEqualTo("message " + i);
        }
    }

    @Test
    void onlySubscribedScopesAreReceived() throws Exception {
        Backplane a = node();
        Backplane b = node();
        ReceivedMessages atB = new ReceivedMessages();
        await(b.subscribe(Scope.group("chat", "wanted"), atB));

        await(a.publish(Scope.group("chat", "other"), message("group")));
        await(a.publish(Scope.user("chat", "wanted"), message("user")));
        await(a.publish(Scope.node("chat", "wanted"), message("node")));
        await(a.publish(Scope.group("lobby", "wanted"), message("hub")));
        await(a.publish(ALL, message("all")));
        await(a.publish(Scope.group("chat", "wanted"), message("wanted")));

        assertThat(atB.next()).isEqualTo("wanted");
        assertThat(atB.isEmpty()).isTrue();
    }

    @Test
    void messageIsTakenWhetherOrNotAnybodyHasSubscribed() throws Exception {
        Backplane a = node();
        Backplane b = node();
        await(a.publish(ALL, message("to nobody")));

        await(a.subscribe(ALL, new ReceivedMessages()));
        await(a.publish(ALL, message("to itself")));

        ReceivedMessages atB = new ReceivedMessages();
        await(b.subscribe(ALL, atB));
        await(a.publish(ALL, message("to another")));
        assertThat(atB.next()).isEqualTo("to another");
    }

    private static Scope channelOf(Backplane node) {
        return Scope.node("chat", node.nodeId());
    }

    @Test
    void nodeIsThereWhileItSubscribesToItsOwnScope() throws Exception {
        Backplane a = node();
        Backplane b = node();
        assertThat(await(a.hasSubscriber(channelOf(b)))).isFalse();

        await(b.subscribe(channelOf(b), new ReceivedMessages()));
        assertThat(await(a.hasSubscriber(channelOf(b)))).isTrue();
        assertThat(await(b.hasSubscriber(channelOf(b)))).as("itself").isTrue();
        assertThat(await(a.hasSubscriber(Scope.node("lobby", b.nodeId())))).isFalse();
        assertThat(await(a.hasSubscriber(channelOf(a)))).isFalse();

        await(b.unsubscribe(channelOf(b)));
        assertThat(await(a.hasSubscriber(channelOf(b)))).isFalse();
    }

    @Test
    void nodeThatHasClosedIsNotThereAndIsNotAnswered() throws Exception {
        Backplane a = node();
        Backplane b = node();
        await(b.subscribe(channelOf(b), new ReceivedMessages()));

        b.close();

        assertThat(await(a.hasSubscriber(channelOf(b)))).isFalse();
        assertThatThrownBy(() -> await(b.hasSubscriber(channelOf(a)))).hasCauseInstanceOf(BackplaneException.class);
    }

    @Test
    void nobodyIsToldWhoSubscribesToWhatManyMay() {
        Backplane a = node();

        for (Scope many : List.of(ALL, END, Scope.user("chat", "ann"))) {
            assertThatThrownBy(() -> a.hasSubscriber(many)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void manyQuestionsAmongMessagesAreEachAnswered() throws Exception {
        Backplane a = node();
        Backplane b = node();
        List<CompletionStage<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < 2000; i += 20) {
            await(b.subscribe(Scope.node("chat", "node " + i), new ReceivedMessages()));
        }

        for (int i = 0; i < 2000; i++) {
            answers.add(a.hasSubscriber(Scope.node("chat", "node " + i)));
            a.publish(ALL, message("x"));
        }

        for (int i = 0; i < 2000; i++) {
            assertThat(await(answers.get(i))).as("node %d", i).isEqualTo(i % 20 == 0);
        }
    }

    @Test
    void questionBeforeAMessageIsNotAnsweredByWhatTheMessageBringsAbout() throws Exception {
        Backplane a = node();
        Backplane b = node();
        for (int i = 0; i < 200; i++) {
            Scope there = Scope.node("chat", "node " + i);
            Scope come = groupWith(there, "come " + i);
            CompletableFuture<Void> subscribed = new CompletableFuture<>();
            await(b.subscribe(
                    come,
                    (scope, message) ->
                            b.subscribe(there, new ReceivedMessages()).thenRun(() -> subscribed.complete(null))));

            CompletionStage<Boolean> before = a.hasSubscriber(there);
            a.publish(come, message("x"));

            await(subscribed);
            assertThat(await(before)).isFalse();
            assertThat(await(a.hasSubscriber(there))).isTrue();
        }
    }

    @Test
    void nothingIsReceivedAfterUnsubscribe() throws Exception {
        Backplane a = node();
        Backplane b = node();
        ReceivedMessages atB = new ReceivedMessages();
        ReceivedMessages end = new ReceivedMessages();
        Scope last = groupWith(ALL, "last");
        await(b.subscribe(ALL, atB));
        await(b.subscribe(last, end));

        await(b.unsubscribe(ALL));
        await(a.publish(ALL, message("too late")));
        await(a.publish(last, message("end")));

        assertThat(end.next()).isEqualTo("end");
        assertThat(atB.isEmpty()).isTrue();
    }

    @Test
    void unsubscribeOfWhatWasNeverSubscribedCompletes() throws Exception {
        await(node().unsubscribe(ALL));
    }

    @Test
    void messagePublishedAfterSubscribeCompletedArrives() throws Exception {
        Backplane a = node();
        Backplane b = node();
        for (int i = 0; i < 200; i++) {
            Scope group = Scope.group("chat", "g" + i);
            ReceivedMessages atB = new ReceivedMessages();
            await(b.subscribe(group, atB));
            a.publish(group, message("message " + i));
            assertThat(atB.next()).isEqualTo("message " + i);
        }
    }

    @Test
    void lastWishForAScopeWinsHoweverQuicklyItChanges() throws Exception {
        Backplane a = node();
        Backplane b = node();
        for (int i = 0; i < 100; i++) {
            Scope group = Scope.group("chat", "g" + i);
            Scope after = groupWith(group, "after " + i);
            ReceivedMessages end = new ReceivedMessages();
            await(b.subscribe(after, end));
            ReceivedMessages atB = new ReceivedMessages();
            CompletionStage<Void> last = null;
            for (int change = 0; change <= i % 5; change++) {
                last = change % 2 == 0 ? b.subscribe(group, atB) : b.unsubscribe(group);
            }
            await(last);
            boolean subscribed = i % 5 % 2 == 0;
            await(a.publish(group, message("message " + i)));
            await(a.publish(after, message("end")));
            assertThat(end.next()).isEqualTo("end");
            assertThat(atB.isEmpty()).isEqualTo(!subscribed);
            if (subscribed) {
                assertThat(atB.next()).isEqualTo("message " + i);
            }
        }
    }

    @Test
    void laterSubscriberTakesThePlaceOfTheEarlier() throws Exception {
        Backplane a = node();
        Backplane b = node();
        ReceivedMessages earlier = new ReceivedMessages();
        ReceivedMessages later = new ReceivedMessages();
        await(b.subscribe(ALL, earlier));
        await(b.subscribe(ALL, later));

        await(a.publish(ALL, message("x")));
        await(a.publish(ALL, message("y")));

        assertThat(later.next()).isEqualTo("x");
        assertThat(later.next()).as("once each").isEqualTo("y");
        assertThat(earlier.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "two words", "*", "g*[a-z]?", "a:b:group:c", ":all", "grüße 日本語 😀", "line\nbreak", "\u0000"
            })
    void anyNameIsTakenLiterally(String name) throws Exception {
        Backplane a = node();
        Backplane b = node();
        ReceivedMessages atB = new ReceivedMessages();
        ReceivedMessages other = new ReceivedMessages();
        Scope group = Scope.group("chat", name);
        await(b.subscribe(group, atB));
        await(b.subscribe(Scope.group("chat", name + "z"), other));

        await(a.publish(group, message("for " + name)));

        assertThat(atB.next()).isEqualTo("for " + name);
        assertThat(other.isEmpty()).isTrue();
    }

    @Test
    void subscriberThatFailsDisturbsNobody() throws Exception {
        Backplane a = node();
        Backplane b = node();
        ReceivedMessages atB = new ReceivedMessages();
        await(b.subscribe(Scope.group("chat", "failing"), (scope, message) -> {
            throw new IllegalStateException("made to fail");
        }));
        await(b.subscribe(Scope.group("chat", "broken"), (scope, message) -> {
            throw new AssertionError("made to fail");
        }));
        await(b.subscribe(ALL, atB));

        await(a.publish(Scope.group("chat", "failing"), message("x")));
        await(a.publish(Scope.group("chat", "broken"), message("x")));
        await(a.publish(ALL, message("after")));

        assertThat(atB.next()).isEqualTo("after");
    }

    @Test
    void messageOfAMebibyteArrives() throws Exception {
        Backplane a = node();
        Backplane b = node();
        ReceivedMessages atB = new ReceivedMessages();
        await(b.subscribe(ALL, atB));
        String text = "0123456789abcdef".repeat(1 << 16);

        a.publish(ALL, message(text));
        a.publish(ALL, message("after"));

        assertThat(atB.next()).isEqualTo(text);
        assertThat(atB.next()).isEqualTo("after");
    }

    @Test
    void oneMessageCanGoToSeveralScopes() throws Exception {
        Backplane a = node();
        Backplane b = node();
        ReceivedMessages atB = new ReceivedMessages();
        byte[] message = message("x");
        for (int i = 0; i < 50; i++) {
            await(b.subscribe(Scope.group("chat", "g" + i), atB));
        }

        IntStream.range(0, 50).forEach(i -> a.publish(Scope.group("chat", "g" + i), message));

        for (int i = 0; i < 50; i++) {
            assertThat(atB.next()).isEqualTo("x");
        }
    }

    @Test
    void subscriberCanPublishAndSubscribe() throws Exception {
        Backplane a = node();
        Backplane b = node();
        ReceivedMessages atA = new ReceivedMessages();
        ReceivedMessages atB = new ReceivedMessages();
        Scope answers = Scope.group("chat", "answers");
        Scope more = Scope.group("chat", "more");
        await(a.subscribe(answers, atA));
        await(b.subscribe(
                ALL,
                (scope, message) -> b.subscribe(more, atB).thenRun(() -> b.publish(answers, message("subscribed")))));

        a.publish(ALL, message("question"));

        assertThat(atA.next()).isEqualTo("subscribed");
        a.publish(more, message("more"));
        assertThat(atB.next()).isEqualTo("more");
    }

    @Test
    void closedNodeReceivesAndPublishesNothing() throws Exception {
        Backplane a = node();
        Backplane b = node();
        ReceivedMessages atB = new ReceivedMessages();
        await(b.subscribe(ALL, atB));
        await(a.publish(ALL, message("x")));
        assertThat(atB.next()).isEqualTo("x");

        b.close();
        b.close();

        await(a.publish(ALL, message("y")));
        assertThat(atB.isEmpty()).isTrue();
        assertThatThrownBy(() -> await(b.publish(ALL, message("x")))).hasCauseInstanceOf(BackplaneException.class);
        assertThatThrownBy(() -> await(b.subscribe(ALL, new ReceivedMessages())))
                .hasCauseInstanceOf(BackplaneException.class);
        await(b.unsubscribe(ALL));
    }
}
