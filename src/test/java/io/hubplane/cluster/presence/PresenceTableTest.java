package io.hubplane.cluster.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.ClusterEnvelope;
import io.hubplane.cluster.presence.PresenceMessage.Asked;
import io.hubplane.cluster.presence.PresenceMessage.Changed;
import io.hubplane.cluster.presence.PresenceMessage.Part;
import io.hubplane.cluster.presence.PresenceTable.Snapshot;
import io.hubplane.hub.cluster.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is present, by what a node knows and hears. */
class PresenceTableTest {
    private final PresenceTable table = new PresenceTable("here");

    private static Presence presence(String node, String id, String group) {
        return presence(node, id, group, "x");
    }

    private static Presence presence(String node, String id, String group, String device) {
        return new Presence("chat", group, id, node, Optional.of("user of " + id), Map.of("device", device));
    }

    private List<String> changes() {
        List<String> changes = new ArrayList<>();
        PresenceChange change;
        while ((change = table.nextChange()) != null) {
            changes.add((change.there() ? "+" : "-") + change.presence().connectionId() + " "
                    + change.presence().group());
        }
        return changes;
    }

    private List<String> listed(String group) {
        return table.list("chat", group).stream().map(Presence::connectionId).toList();
    }

    private boolean hears(long version, boolean there, String id) {
        return table.changed("there", new PresenceChange(presence("there", id, "room"), there, version));
    }

    @Test
    void whoIsTrackedIsListedAndOnlineUntilItIsNot() {
        table.track(presence("here", "b", "room"));
        table.track(presence("here", "a", "room"));
        table.track(presence("here", "a", ""));
        assertThat(listed("room")).containsExactly("a", "b");
        assertThat(listed("")).containsExactly("a");
        assertThat(table.onlineUsers("chat")).containsExactly("user of a", "user of b");
        table.untrack("chat", "room", "a");
        assertThat(table.isOnline("chat", "user of a")).as("still in the hub").isTrue();
        table.untrack("chat", "", "a");
        assertThat(table.isOnline("chat", "user of a")).isFalse();
        assertThat(table.isOnline("other", "user of b")).isFalse();
        assertThat(changes()).containsExactly("+b room", "+a room", "+a ", "-a room", "-a ");
    }

    @Test
    void sameAgainChangesNothingAndOtherDataDo() {
        table.track(presence("here", "a", "room"));
        table.track(presence("here", "a", "room"));
        assertThat(table.version()).isEqualTo(1);
        table.track(presence("here", "a", "room", "phone"));
        assertThat(table.version()).isEqualTo(2);
        assertThat(changes()).containsExactly("+a room", "+a room");
        assertThat(table.list("chat", "room").get(0).data()).containsEntry("device", "phone");
        table.untrack("chat", "room", "a");
        assertThat(table.onlineUsers("chat")).isEmpty();
    }

    @Test
    void endOfAConnectionEndsItsPresences() {
        table.track(presence("here", "a", "room"));
        table.track(presence("here", "a", "hall"));
        table.track(presence("here", "b", "hall"));
        table.ended("chat", "a");
        assertThat(listed("room")).isEmpty();
        assertThat(listed("hall")).containsExactly("b");
    }

    @Test
    void changesOfOtherNodesAreTakenInOrderOnce() {
        table.joined("there");
        assertThat(hears(1, true, "a")).isFalse();
        assertThat(hears(1, true, "a")).isFalse();
        assertThat(hears(2, false, "a")).isFalse();
        assertThat(hears(1, true, "a")).as("late").isFalse();
        assertThat(changes()).containsExactly("+a room", "-a room");
    }

    @Test
    void missedChangeIsNoticedOnceAndTheListClosesTheGap() {
        table.joined("there");
        hears(1, true, "a");
        hears(2, true, "b");
        assertThat(hears(4, true, "d")).as("3 is missing").isTrue();
        assertThat(hears(5, true, "e")).as("it is asked for already").isFalse();
        table.fetched(
                "there",
                new Snapshot(
                        5,
                        List.of(
                                presence("there", "b", "room"),
                                presence("there", "c", "room"),
                                presence("there", "e", "room"))));
        assertThat(listed("room")).containsExactly("b", "c", "e");
        assertThat(changes()).containsExactly("+a room", "+b room", "-a room", "+c room", "+e room");
        assertThat(hears(6, false, "e")).isFalse();
        assertThat(listed("room")).containsExactly("b", "c");
    }

    @Test
    void olderListIsIgnored() {
        table.joined("there");
        hears(1, true, "a");
        hears(2, false, "a");
        table.fetched("there", new Snapshot(1, List.of(presence("there", "a", "room"))));
        assertThat(listed("room")).isEmpty();
    }

    @Test
    void versionThatIsToldTwiceShowsWhatWasMissed() {
        table.joined("there");
        assertThat(table.told("there", 0)).isFalse();
        assertThat(table.told("there", 1)).as("it may be on its way").isFalse();
        assertThat(table.told("there", 1)).isTrue();
        hears(1, true, "a");
        assertThat(table.told("there", 1)).isFalse();
        assertThat(table.told("there", 2)).isFalse();
        hears(2, true, "b");
        assertThat(table.told("there", 3)).as("what was behind has come since").isFalse();
    }

    @Test
    void nobodyIsPresentOnANodeThatIsGone() {
        table.joined("there");
        hears(1, true, "a");
        table.track(presence("here", "b", "room"));
        table.gone("there");
        assertThat(listed("room")).containsExactly("b");
        hears(2, true, "c");
        table.fetched("there", new Snapshot(3, List.of(presence("there", "c", "room"))));
        assertThat(table.told("there", 3)).isFalse();
        assertThat(listed("room")).as("what comes late brings nobody back").containsExactly("b");
        assertThat(changes()).containsExactly("+a room", "+b room", "-a room");
    }

    @Test
    void messagesSurviveTheirEncoding() {
        Presence anonymous = new Presence("chat", "", "id", "there", Optional.empty(), Map.of());
        for (PresenceMessage message : List.of(
                new Changed("there", new PresenceChange(presence("there", "a", "room"), true, 1L << 40)),
                new Changed("there", new PresenceChange(anonymous, false, 2)),
                new Asked("there"),
                new Part("there", 7, 3, true, List.of(anonymous, presence("there", "a", "room"))))) {
            assertThat(PresenceMessage.decode(message.encode())).isEqualTo(message);
        }
        assertThatThrownBy(() -> PresenceMessage.decode(ClusterEnvelope.close(new byte[] {(byte) 0x91, 4})))
                .isInstanceOf(BackplaneException.class);
    }

    @Test
    void partsMakeAListOnlyInOrder() {
        IncomingLists lists = new IncomingLists();
        List<Presence> a = List.of(presence("there", "a", "room"));
        List<Presence> b = List.of(presence("there", "b", "room"));
        assertThat(lists.add(new Part("there", 7, 0, false, a))).isNull();
        assertThat(lists.add(new Part("there", 7, 1, true, b))).isEqualTo(new Snapshot(7, List.of(a.get(0), b.get(0))));
        assertThat(lists.add(new Part("there", 7, 0, false, a))).isNull();
        assertThat(lists.add(new Part("there", 7, 2, true, b)))
                .as("1 is missing")
                .isNull();
        assertThat(lists.add(new Part("there", 7, 1, true, b))).isNull();
        assertThat(lists.add(new Part("there", 7, 0, false, a))).isNull();
        assertThat(lists.add(new Part("there", 8, 1, true, b)))
                .as("of another list")
                .isNull();
    }

    @Test
    void tenThousandPresencesTakeLessThanTwoKibibytesEach() {
        int count = 10_000;
        long before = used();
        table.joined("there");
        for (int i = 0; i < count; i++) {
            String id = "there0123456." + "abcdefghijklmnop" + (100_000 + i);
            Presence presence = new Presence(
                    "io.example.ChatHub",
                    "room " + i % 100,
                    id,
                    "there0123456",
                    Optional.of("user " + i),
                    Map.of("name", "Somebody " + i, "device", "a telephone of some make"));
            table.changed("there", new PresenceChange(presence, true, i + 1));
            table.nextChange();
        }
        assertThat((used() - before) / count).isBetween(100L, 2048L);
        assertThat(listed("room 1")).hasSize(0);
        assertThat(table.list("io.example.ChatHub", "room 1")).hasSize(count / 100);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
