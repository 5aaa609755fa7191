package io.hubplane.cluster.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.backplane.Scope;
import io.hubplane.cluster.Membership;
import io.hubplane.fake.StampedBackplane;
import io.hubplane.hub.HubException;
import io.hubplane.hub.cluster.HubPresence;
import io.hubplane.hub.cluster.Presence;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.observe.HubObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
