package io.hubplane.cluster.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.backplane.Scope;
import io.hubplane.cluster.Membership;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.fake.StampedBackplane;
import io.hubplane.hub.HubException;
import io.hubplane.hub.cluster.HubPresence;
import io.hubplane.hub.cluster.OrphanedConnection;
import io.hubplane.hub.cluster.Presence;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.observe.HubObserver;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nodes in one virtual machine that tell each other who is present. */
class PresenceSyncTest {
    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final Member ann = new Member("ann");
    private final Member bob = new Member("bob");

    private final class Member implements PresenceListener {
        final List<String> events = new ArrayList<>();
        final StampedBackplane backplane = new StampedBackplane(exchange);
        final TestNode node = TestNode.on(backplane).build();
        final Membership membership;
        final PresenceSync sync;
        final HubPresence presence;

        Member(String name) {
            membership = new Membership(backplane, name, "1", Instant.EPOCH, node.heartbeat, HubObserver.NONE);
            sync = new PresenceSync(backplane, membership, this, Runnable::run);
            sync.follow(node.lifetimeManager);
            sync.start();
            membership.start();
            presence = sync.of(node.lifetimeManager);
        }

        TestClient inRoom(String user) {
            TestClient client = node.connect(user);
            node.lifetimeManager.addToGroup(client.id(), "room");
            presence.track(client.id(), "room", Map.of("name", user));
            return client;
        }

        List<String> room() {
            return presence.list("room").stream()
                    .map(each -> each.data().get("name"))
                    .sorted()
                    .toList();
        }

        @Override
        public void joined(Presence presence) {
            events.add("+" + presence.data().get("name"));
        }

        @Override
        public void left(Presence presence) {
            events.add("-" + presence.data().get("name"));
        }

        @Override
        public void occupied(String hub, String group) {
            events.add("occupied " + group);
        }

        @Override
        public void vacated(String hub, String group) {
            events.add("vacated " + group);
        }

        @Override
        public void orphaned(OrphanedConnection connection) {
            events.add("orphaned " + connection.userIdentifier().orElse("nobody") + " of " + connection.hub());
        }

        ConnectionTracking tracking() {
            return sync.trackConnections(node.lifetimeManager).orElseThrow();
        }
    }

    PresenceSyncTest() {
        second();
    }

    private void second() {
        ann.node.pass(Duration.ofSeconds(1));
        bob.node.pass(Duration.ofSeconds(1));
    }

    @Test
    void whoIsPresentIsKnownOnAllNodesAtOnce() {
        TestClient eve = bob.inRoom("eve");
        ann.inRoom("dan");
        assertThat(ann.room()).containsExactly("dan", "eve");
        assertThat(bob.room()).containsExactly("dan", "eve");
        assertThat(ann.presence.list("room"))
                .filteredOn(each -> each.connectionId().equals(eve.id()))
                .singleElement()
                .returns(bob.backplane.nodeId(), Presence::node);
        assertThat(ann.presence.isOnline("eve")).isTrue();
        assertThat(ann.presence.onlineUsers()).containsExactly("dan", "eve");
        assertThat(ann.events).containsExactly("+eve", "+dan");
    }

    private void trackGroups() {
        ann.sync.followGroups(ann.node.lifetimeManager);
        bob.sync.followGroups(bob.node.lifetimeManager);
    }

    private static TestClient member(Member of) {
        TestClient client = of.node.connect();
        of.node.lifetimeManager.addToGroup(client.id(), "den");
        return client;
    }

    @Test
    void everyNodeHearsOfTheFirstMemberOfAGroupAnywhereAndOfTheLastOne() {
        trackGroups();
        TestClient eve = member(bob);
        TestClient dan = member(ann);
        TestClient amy = member(ann);
        ann.node.lifetimeManager.removeFromGroup(dan.id(), "den");
        eve.connection().closed(null);
        assertThat(ann.events).containsExactly("occupied den");
        amy.connection().closed(null);

        assertThat(ann.events).containsExactly("occupied den", "vacated den");
        assertThat(bob.events).containsExactly("occupied den", "vacated den");
        assertThat(ann.presence.list("den")).isEmpty();
    }

    @Test
    void aGroupIsVacatedWhenItsLastMembersNodeDiesAndOccupiedAgainWhenItWasOnlyAsleep() {
        trackGroups();
        member(bob);
        for (int i = 0; i < 5; i++) {
            ann.node.pass(Duration.ofSeconds(1));
        }
        assertThat(ann.events).containsExactly("occupied den", "vacated den");
        second();
        second();
        second();

        assertThat(ann.events).containsExactly("occupied den", "vacated den", "occupied den");
        assertThat(bob.events).containsExactly("occupied den");
    }

    /** Lets a node be asleep while the others go on. */
    private static void sleep(Member asleep, Member... others) {
        for (int i = 0; i < 6; i++) {
            asleep.node.ticker.advance(Duration.ofSeconds(1));
            for (Member other : others) {
                other.node.pass(Duration.ofSeconds(1));
            }
        }
    }

    private static List<String> orphans(Member... members) {
        return Stream.of(members)
                .flatMap(member -> member.events.stream())
                .filter(event -> event.startsWith("orphaned"))
                .toList();
    }

    @Test
    void oneOfTheOthersFinishesTheConnectionsOfALostNode() {
        Member cay = new Member("cay");
        List<ConnectionTracking> tracking =
                Stream.of(ann, bob, cay).map(Member::tracking).toList();
        for (int i = 0; i < 3; i++) {
            second();
            cay.node.pass(Duration.ofSeconds(1));
        }
        for (int i = 0; i < 50; i++) {
            TestClient client = cay.node.connect("user " + i);
            tracking.get(2).began(client.id(), Optional.of("user " + i));
        }
        TestClient gone = cay.node.connect("gone");
        tracking.get(2).began(gone.id(), Optional.of("gone"));
        tracking.get(2).ended(gone.id());
        sleep(cay, ann, bob);

        assertThat(orphans(ann, bob)).hasSize(50).doesNotHaveDuplicates().contains("orphaned user 7 of chat");
        assertThat(orphans(ann)).as("they are divided").hasSizeBetween(10, 40);
        assertThat(ann.events).as("nobody is present").noneMatch(event -> event.startsWith("+"));
    }

    @Test
    void aNodeThatWasAsleepAsksWhatOthersHaveFinished() {
        ann.tracking();
        ConnectionTracking tracking = bob.tracking();
        second();
        second();
        TestClient eve = bob.node.connect("eve");
        TestClient fay = bob.node.connect("fay");
        tracking.began(eve.id(), Optional.of("eve"));
        sleep(bob, ann);
        assertThat(orphans(ann)).containsExactly("orphaned eve of chat");
        tracking.began(fay.id(), Optional.of("fay"));
        CompletableFuture<Boolean> eves = tracking.mayFinish(eve.id()).toCompletableFuture();
        CompletableFuture<Boolean> fays = tracking.mayFinish(fay.id()).toCompletableFuture();
        assertThat(List.of(eves, fays)).noneMatch(CompletableFuture::isDone);
        for (int i = 0; i < 5; i++) {
            second();
        }

        assertThat(eves).isCompletedWithValue(false);
        assertThat(fays).isCompletedWithValue(true);
        assertThat(orphans(ann)).hasSize(1);
    }

    @Test
    void aNodeThatWasAsleepEndsWhatOthersHaveFinished() {
        ann.tracking();
        ConnectionTracking tracking = bob.tracking();
        second();
        second();
        TestClient eve = bob.node.connect("eve");
        tracking.began(eve.id(), Optional.of("eve"));
        sleep(bob, ann);
        for (int i = 0; i < 5; i++) {
            second();
        }

        assertThat(bob.node.lifetimeManager.local().find(eve.id())).isNull();
        assertThat(tracking.mayFinish(eve.id())).isCompletedWithValue(false);
    }

    /** Notes what a hub is told about the end of a connection. */
    private static final class Ends implements HubMessageReceiver {
        final List<String> ends = new ArrayList<>();

        @Override
        public void received(HubMessage message, int length) {}

        @Override
        public void moved() {
            ends.add("moved");
        }

        @Override
        public void disconnected(@Nullable Throwable reason) {
            ends.add("disconnected");
        }
    }

    private static HubConnection connection(Member at, TestClient client) {
        return Objects.requireNonNull(at.node.lifetimeManager.local().find(client.id()));
    }

    @Test
    void aConnectionThatHasMovedIsFinishedIfItsNewNodeIsLostAndNotIfItsOldOneIs() {
        ann.tracking();
        Ends ends = new Ends();
        TrackedDispatch dispatch = new TrackedDispatch((connection, ready) -> ends, bob.tracking());
        second();
        second();
        HubMessageReceiver came = dispatch.goesOn(connection(bob, bob.node.connect("eve")));
        HubMessageReceiver went = dispatch.goesOn(connection(bob, bob.node.connect("fay")));
        went.moved();
        sleep(bob, ann);

        assertThat(orphans(ann)).containsExactly("orphaned eve of chat");
        assertThat(came.isOpen()).isFalse();
        assertThat(ends.ends).containsExactly("moved");
    }

    @Test
    void aHubIsNotToldOfAnEndThatAnotherNodeHasFinished() {
        ann.tracking();
        ConnectionTracking tracking = bob.tracking();
        Ends ends = new Ends();
        TrackedDispatch dispatch = new TrackedDispatch((connection, ready) -> ends, tracking);
        second();
        second();
        TestClient eve = bob.node.connect("eve");
        HubMessageReceiver receiver = dispatch.connected(connection(bob, eve), CompletableFuture.completedFuture(null));
        tracking.began(eve.id(), Optional.of("eve"));
        sleep(bob, ann);
        receiver.disconnected(null);
        assertThat(ends.ends).isEmpty();
        for (int i = 0; i < 5; i++) {
            second();
        }

        assertThat(ends.ends).containsExactly("moved");
        assertThat(orphans(ann)).hasSize(1);
    }

    @Test
    void aHubIsToldAtOnceOfAnEndThatNobodyElseCanHaveFinished() {
        Ends ends = new Ends();
        ConnectionTracking tracking = bob.tracking();
        TrackedDispatch dispatch = new TrackedDispatch((connection, ready) -> ends, tracking);
        second();
        TestClient eve = bob.node.connect("eve");
        HubMessageReceiver receiver = dispatch.connected(connection(bob, eve), CompletableFuture.completedFuture(null));
        tracking.began(eve.id(), Optional.of("eve"));
        receiver.disconnected(null);

        assertThat(ends.ends).containsExactly("disconnected");
    }

    @Test
    void aNodeThatIsHeardFinishesItsConnectionsItself() {
        ConnectionTracking tracking = bob.tracking();
        second();
        TestClient eve = bob.node.connect("eve");
        tracking.began(eve.id(), Optional.of("eve"));

        assertThat(tracking.mayFinish(eve.id())).isCompletedWithValue(true);
    }

    @Test
    void whatWaitsIsFinishedHereWhenTheNodeEnds() {
        ann.tracking();
        ConnectionTracking tracking = bob.tracking();
        second();
        TestClient eve = bob.node.connect("eve");
        tracking.began(eve.id(), Optional.of("eve"));
        bob.node.ticker.advance(Duration.ofSeconds(4));
        CompletableFuture<Boolean> may = tracking.mayFinish(eve.id()).toCompletableFuture();
        assertThat(may).isNotDone();
        bob.sync.leave();

        assertThat(may).isCompletedWithValue(true);
    }

    @Test
    void groupsOfHubsThatDoNotAskAreNotTracked() {
        member(bob).connection().closed(null);

        assertThat(ann.events).isEmpty();
    }

    @Test
    void presenceEndsWithTheMembershipOfTheGroup() {
        TestClient eve = bob.inRoom("eve");
        bob.node.lifetimeManager.removeFromGroup(eve.id(), "room");
        assertThat(ann.room()).isEmpty();
        assertThat(ann.events).containsExactly("+eve", "-eve");
    }

    @Test
    void presenceEndsWithTheConnection() {
        bob.inRoom("eve").connection().closed(null);
        assertThat(ann.room()).isEmpty();
        assertThat(bob.room()).isEmpty();
        assertThat(ann.presence.isOnline("eve")).isFalse();
    }

    @Test
    void presenceEndsWhenItIsEnded() {
        TestClient eve = bob.inRoom("eve");
        bob.presence.untrack(eve.id(), "room");
        assertThat(ann.room()).isEmpty();
    }

    @Test
    void presencesOfADeadNodeEndWithinFiveSeconds() {
        bob.inRoom("eve");
        for (int i = 0; i < 5; i++) {
            ann.node.pass(Duration.ofSeconds(1));
        }
        assertThat(ann.room()).isEmpty();
        assertThat(ann.events).containsExactly("+eve", "-eve");
        second();
        second();
        second();
        assertThat(ann.room()).as("and are back when it was only asleep").containsExactly("eve");
    }

    @Test
    void nodeThatEndsTakesItsPresencesAlong() {
        bob.inRoom("eve");
        bob.membership.close();
        assertThat(ann.room()).isEmpty();
    }

    @Test
    void lostChangesAreFoundByTheNextOne() {
        bob.backplane.loseAllFor(scope -> scope.kind() == Scope.Kind.PRESENCE);
        bob.inRoom("eve");
        bob.backplane.loseAllFor(scope -> false);
        bob.inRoom("fay");
        assertThat(ann.room()).containsExactly("eve", "fay");
        assertThat(ann.events).containsExactlyInAnyOrder("+eve", "+fay");
    }

    @Test
    void lostChangesAreFoundWithinTwoSecondsIfNoneFollows() {
        TestClient eve = bob.inRoom("eve");
        bob.backplane.loseAllFor(scope -> scope.kind() == Scope.Kind.PRESENCE);
        bob.presence.untrack(eve.id(), "room");
        bob.inRoom("fay");
        bob.backplane.loseAllFor(scope -> false);
        second();
        second();
        assertThat(ann.room()).containsExactly("fay");
        assertThat(ann.events).containsExactly("+eve", "-eve", "+fay");
    }

    @Test
    void newNodeGetsWhatThereIs() {
        for (int i = 0; i < 2000; i++) {
            TestClient client = ann.node.connect("user " + i);
            ann.presence.track(client.id(), "", Map.of("name", "x".repeat(300)));
        }
        Member cay = new Member("cay");
        for (int i = 0; i < 3; i++) {
            second();
            cay.node.pass(Duration.ofSeconds(1));
        }
        assertThat(cay.presence.list("")).hasSize(2000).isEqualTo(ann.presence.list(""));
    }

    @Test
    void onlyMembersOfAGroupOnThisNodeArePresentInIt() {
        TestClient eve = bob.node.connect("eve");
        assertThatThrownBy(() -> bob.presence.track(eve.id(), "room", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not in group 'room'");
        assertThatThrownBy(() -> ann.presence.track(eve.id(), "", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not on this node");
    }

    @Test
    void dataAreBounded() {
        TestClient eve = bob.node.connect("eve");
        bob.presence.track(eve.id(), "", Map.of("k", "v".repeat(HubPresence.MOST_DATA - 1)));
        assertThatThrownBy(() -> bob.presence.track(eve.id(), "", Map.of("k", "v".repeat(HubPresence.MOST_DATA))))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("1025 characters");
    }
}
