package io.hubplane.sample.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.hub.Groups;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubException;
import io.hubplane.hub.SingleClientProxy;
import io.hubplane.hub.cluster.Cluster;
import io.hubplane.hub.cluster.HubPresence;
import io.hubplane.hub.cluster.Presence;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatHubTest {
    private final List<String> sent = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final CompletableFuture<Void> changed = new CompletableFuture<>();
    private final Groups groups = new Groups() {
        @Override
        public CompletionStage<Void> add(String connectionId, String group) {
            changes.add("add " + connectionId + " to " + group);
            return changed;
        }

        @Override
        public CompletionStage<Void> remove(String connectionId, String group) {
            changes.add("remove " + connectionId + " from " + group);
            return changed;
        }
    };
    private final HubCallerClients clients = selecting(HubCallerClients.class);
    private final HubCallerContext caller = answering(HubCallerContext.class);
    private final List<Presence> present = new ArrayList<>();
    private final ChatHub hub = new ChatHub(caller, clients, groups, clusterOf(new NotingPresence()));

    private static Cluster clusterOf(HubPresence presence) {
        return (Cluster) Proxy.newProxyInstance(
                Cluster.class.getClassLoader(), new Class<?>[] {Cluster.class}, (proxy, method, arguments) -> presence);
    }

    /** Keeps who is made present, on one node. */
    private final class NotingPresence implements HubPresence {
        @Override
        public void track(String connectionId, String group, Map<String, String> data) {
            present.add(new Presence("chat", group, connectionId, "id of node", Optional.empty(), data));
        }

        @Override
        public void untrack(String connectionId, String group) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Presence> list(String group) {
            return present.stream().filter(each -> each.group().equals(group)).toList();
        }

        @Override
        public boolean isOnline(String userIdentifier) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> onlineUsers() {
            throw new UnsupportedOperationException();
        }
    }

    /** Clients whose selections record what is sent to them. */
    private <T> T selecting(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, names) -> {
                    String selected = method.getName() + (names == null ? "" : Arrays.toString(names));
                    return new NotingClient(selected, sent);
                }));
    }

    /** Records what is sent; the chat asks clients for no results. */
    private record NotingClient(String selected, List<String> sent) implements SingleClientProxy {
        @Override
        public CompletionStage<Void> send(String method, @Nullable Object... arguments) {
            sent.add(selected + " " + method + Arrays.toString(arguments));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public <T extends @Nullable Object> CompletionStage<T> invoke(
                Type resultType, String method, @Nullable Object... arguments) {
            throw new AssertionError("asked for " + method);
        }

        @Override
        public SingleClientProxy answeringWithin(Duration timeout) {
            return this;
        }
    }

    /** A context whose methods return their own names as texts. */
    private static <T> T answering(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> "<" + method.getName() + ">"));
    }

    @Test
    void whoAppearsInARoomIsShownWithTheNode() {
        assertThat(hub.appear(" den ", " Ann ")).containsExactly(new ChatHub.Person("<connectionId>", "Ann", "<node>"));
        assertThat(present).singleElement().returns("den", Presence::group);
        assertThatThrownBy(() -> hub.appear("den", " ")).isInstanceOf(HubException.class);
    }

    @Test
    void newConnectionLearnsItsNodeAndItsId() {
        hub.greet();
        assertThat(sent).containsExactly("caller welcome[<node>, <connectionId>]");
    }

    @Test
    void messageReachesEverybody() {
        hub.send("  Ann ", " Hello ");
        assertThat(sent).containsExactly("all broadcastMessage[Ann,  Hello ]");
    }

    @Test
    void messageToARoomReachesItsMembers() {
        hub.sendToRoom(" tea ", "Ann", "Hello");
        assertThat(sent).containsExactly("group[tea] roomMessage[tea, Ann, Hello]");
    }

    @Test
    void joiningIsDoneWhenTheGroupIs() {
        CompletionStage<Void> joined = hub.join(" tea ");
        assertThat(changes).containsExactly("add <connectionId> to tea");
        assertThat(joined).isNotDone();
        changed.complete(null);
        assertThat(joined).isCompleted();
        assertThat(sent).isEmpty();
    }

    @Test
    void leavingIsDoneWhenTheGroupIs() {
        CompletionStage<Void> left = hub.leave("tea");
        assertThat(changes).containsExactly("remove <connectionId> from tea");
        assertThat(left).isSameAs(changed);
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40})
    void nameMayHaveUpTo40Characters(int length) {
        hub.send("\uD83D\uDE00".repeat(length), "Hello");
        assertThat(sent).hasSize(1);
    }

    @Test
    @SuppressWarnings("NullAway") // Clients may send null.
    void otherLengthsOfANameAreRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> hub.send("a".repeat(41), "Hello"))
                .isInstanceOf(HubException.class)
                .hasMessage("The name has 41 characters, must have 1 to 40.");
        assertThatThrownBy(() -> hub.send("  ", "Hello"))
                .isInstanceOf(HubException.class)
                .hasMessage("The name has 0 characters, must have 1 to 40.");
        assertThatThrownBy(() -> hub.sendToRoom("tea", null, "Hello"))
                .isInstanceOf(HubException.class)
                .hasMessage("The name has 0 characters, must have 1 to 40.");
        assertThat(sent).isEmpty();
    }

    @Test
    void messageMayHaveUpTo2000Characters() {
        hub.send("Ann", "a".repeat(2_000));
        assertThat(sent).hasSize(1);
        assertThatThrownBy(() -> hub.send("Ann", "a".repeat(2_001)))
                .isInstanceOf(HubException.class)
                .hasMessage("The message has 2001 characters, must have 1 to 2000.");
        assertThatThrownBy(() -> hub.sendToRoom("tea", "Ann", ""))
                .isInstanceOf(HubException.class)
                .hasMessage("The message has 0 characters, must have 1 to 2000.");
        assertThat(sent).hasSize(1);
    }

    @Test
    void roomMayHaveUpTo40Characters() {
        hub.join("r".repeat(40));
        assertThatThrownBy(() -> hub.join("r".repeat(41)))
                .isInstanceOf(HubException.class)
                .hasMessage("The room has 41 characters, must have 1 to 40.");
        assertThatThrownBy(() -> hub.leave(" "))
                .isInstanceOf(HubException.class)
                .hasMessage("The room has 0 characters, must have 1 to 40.");
        assertThatThrownBy(() -> hub.sendToRoom("", "Ann", "Hello")).isInstanceOf(HubException.class);
        assertThat(changes).hasSize(1);
    }
}
