package io.hubplane.backplane.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.Subscriptions.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;

class SubscriptionsTest {
    private static final BackplaneSubscriber NOBODY = (scope, message) -> {};
    private static final String LINK = "first link";

    private final Subscriptions<String> subscriptions = new Subscriptions<>("control");

    private CompletionStage<Void> subscribe(String channel) {
        return subscriptions.subscribe(channel, Scope.all(channel), NOBODY);
    }

    private CompletionStage<Void> unsubscribe(String channel) {
        return subscriptions.unsubscribe(channel);
    }

    private void linkUp() throws InterruptedException {
        subscriptions.linkUp(LINK);
        assertThat(next()).isEqualTo(new Change<>(LINK, Command.SUBSCRIBE, List.of("control")));
        subscriptions.confirmed("control", Command.SUBSCRIBE);
    }

    private Change<String> next() throws InterruptedException {
        return Objects.requireNonNull(subscriptions.next(1), "nothing to tell Redis");
    }

    private void expectAndConfirm(Command command, String channel) throws InterruptedException {
        assertThat(next()).isEqualTo(new Change<>(LINK, command, List.of(channel)));
        subscriptions.confirmed(channel, command);
    }

    private void expectNothing() throws InterruptedException {
        assertThat(subscriptions.next(1)).isNull();
    }

    @Test
    void subscribeCompletesWhenRedisConfirms() throws Exception {
        linkUp();
        CompletionStage<Void> subscribed = subscribe("a");
        assertThat(next().channels()).containsExactly("a");
        assertThat(subscribed).isNotDone();

        subscriptions.confirmed("a", Command.SUBSCRIBE);

        assertThat(subscribed).isCompleted();
        expectNothing();
    }

    @Test
    void subscribeWaitsForTheFirstLink() throws Exception {
        CompletionStage<Void> subscribed = subscribe("a");
        assertThat(subscribed).isNotDone();
        expectNothing();

        subscriptions.linkUp(LINK);

        assertThat(next().channels()).containsExactlyInAnyOrder("a", "control");
        assertThat(subscribed).isNotDone();
        subscriptions.confirmed("a", Command.SUBSCRIBE);
        assertThat(subscribed).isCompleted();
    }

    @Test
    void subscribeIsNotKeptWaitingWhenTheFirstLinkFails() {
        CompletionStage<Void> subscribed = subscribe("a");

        subscriptions.linkDown();

        assertThat(subscribed).isCompleted();
        assertThat(subscribe("b")).isCompleted();
    }

    @Test
    void subscribeWaitingForRedisCompletesWhenTheLinkGoesDown() throws Exception {
        linkUp();
        CompletionStage<Void> subscribed = subscribe("a");
        CompletionStage<Void> told = subscribe("b");
        next();

        subscriptions.linkDown();

        assertThat(subscribed).isCompleted();
        assertThat(told).isCompleted();
    }

    @Test
    void subscribeOfWhatIsLiveCompletesAtOnce() throws Exception {
        linkUp();
        subscribe("a");
        expectAndConfirm(Command.SUBSCRIBE, "a");

        assertThat(subscribe("a")).isCompleted();
        expectNothing();
    }

    @Test
    void subscribeIsWithdrawnBeforeRedisHearsOfIt() throws Exception {
        linkUp();
        CompletionStage<Void> subscribed = subscribe("a");

        assertThat(unsubscribe("a")).isCompleted();

        assertThat(subscribed).isCompleted();
        expectNothing();
        assertThat(subscriptions.find("a")).isNull();
    }

    @Test
    void unsubscribeDuringSubscribeFollowsItsConfirmation() throws Exception {
        linkUp();
        CompletionStage<Void> subscribed = subscribe("a");
        next();
        CompletionStage<Void> unsubscribed = unsubscribe("a");
        expectNothing();

        subscriptions.confirmed("a", Command.SUBSCRIBE);
        assertThat(subscribed).isNotDone();
        expectAndConfirm(Command.UNSUBSCRIBE, "a");

        assertThat(subscribed).isCompleted();
        assertThat(unsubscribed).isCompleted();
        assertThat(subscriptions.find("a")).isNull();
    }

    @Test
    void subscribeDuringUnsubscribeCompletesOnlyWhenLiveAgain() throws Exception {
        linkUp();
        subscribe("a");
        expectAndConfirm(Command.SUBSCRIBE, "a");
        unsubscribe("a");
        next();
        CompletionStage<Void> again = subscribe("a");

        subscriptions.confirmed("a", Command.UNSUBSCRIBE);
        assertThat(again).isNotDone();
        expectAndConfirm(Command.SUBSCRIBE, "a");

        assertThat(again).isCompleted();
        expectNothing();
    }

    @Test
    void changeOfMindDuringACommandTellsRedisNothing() throws Exception {
        linkUp();
        subscribe("a");
        next();
        CompletionStage<Void> unsubscribed = unsubscribe("a");
        CompletionStage<Void> again = subscribe("a");

        subscriptions.confirmed("a", Command.SUBSCRIBE);

        assertThat(again).isCompleted();
        assertThat(unsubscribed).isCompleted();
        expectNothing();
    }

    @Test
    void unsubscribeWithdrawnBeforeRedisHearsOfItLeavesItLive() throws Exception {
        linkUp();
        subscribe("a");
        expectAndConfirm(Command.SUBSCRIBE, "a");
        CompletionStage<Void> unsubscribed = unsubscribe("a");

        assertThat(subscribe("a")).isCompleted();

        assertThat(unsubscribed).isCompleted();
        expectNothing();
    }

    @Test
    void commandsAreBatchedAndBounded() throws Exception {
        linkUp();
        for (int i = 0; i < Subscriptions.COMMAND_CHANNELS + 1; i++) {
            subscribe("channel " + i);
        }

        assertThat(next().channels()).hasSize(Subscriptions.COMMAND_CHANNELS);
        assertThat(next().channels()).containsExactly("channel " + Subscriptions.COMMAND_CHANNELS);
        expectNothing();
    }

    @Test
    void oneCommandIsForOneKindOfChange() throws Exception {
        linkUp();
        subscribe("a");
        expectAndConfirm(Command.SUBSCRIBE, "a");
        subscribe("b");
        unsubscribe("a");
        subscribe("c");

        assertThat(next()).isEqualTo(new Change<>(LINK, Command.SUBSCRIBE, List.of("b", "c")));
        assertThat(next()).isEqualTo(new Change<>(LINK, Command.UNSUBSCRIBE, List.of("a")));
    }

    @Test
    void everythingWantedIsSubscribedOnTheNextLink() throws Exception {
        linkUp();
        subscribe("kept");
        expectAndConfirm(Command.SUBSCRIBE, "kept");
        subscribe("left");
        expectAndConfirm(Command.SUBSCRIBE, "left");
        subscriptions.linkDown();
        assertThat(unsubscribe("left")).isCompleted();
        subscribe("added");

        subscriptions.linkUp("second link");

        Change<String> change = next();
        assertThat(change.connection()).isEqualTo("second link");
        assertThat(change.channels()).containsExactlyInAnyOrder("control", "kept", "added");
        assertThat(subscriptions.isRestored()).isFalse();
        List<String> confirmed = new ArrayList<>(change.channels());
        confirmed.forEach(channel -> {
            assertThat(subscriptions.isRestored()).isFalse();
            subscriptions.confirmed(channel, Command.SUBSCRIBE);
        });
        assertThat(subscriptions.isRestored()).isTrue();
    }

    @Test
    void controlChannelIsNeverGivenUp() throws Exception {
        linkUp();

        unsubscribe("control");

        expectNothing();
        assertThat(subscriptions.find("control")).isNotNull();
    }

    @Test
    void closeCompletesWhoWaitsAndRefusesWhoComes() throws Exception {
        linkUp();
        CompletionStage<Void> subscribed = subscribe("a");

        subscriptions.close();

        assertThat(subscribed).isCompleted();
        assertThat(unsubscribe("a")).isCompleted();
        assertThatThrownBy(subscribe("b").toCompletableFuture()::join).hasCauseInstanceOf(BackplaneException.class);
        expectNothing();
    }
}
