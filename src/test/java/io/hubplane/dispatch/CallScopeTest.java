package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.delivery.HubViews;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.fake.RecordingDelivery;
import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.TypedHubCallerClients;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallScopeTest {
    interface Named {
        void named(String name);
    }

    private final CallScope scope = new CallScope();
    private final RecordingDelivery delivery = new RecordingDelivery();

    private HubCall callOf(String connectionId) {
        return new HubCalls(
                        new CallerContext(new FakeCaller(connectionId), "node-a", CallerIdentities.NONE),
                        new HubViews(delivery, Duration.ofSeconds(30)))
                .ending();
    }

    @Test
    void noCallIsCurrentWhereNoneRuns() {
        assertThat(scope.current()).isEmpty();
    }

    @Test
    void viewsRefuseWhereNoCallRunsAndNameTheWayOut() {
        assertThatThrownBy(() -> scope.context().connectionId())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HubContext");
        assertThatThrownBy(() -> scope.clients().caller()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scope.groups().add("c1", "room")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void viewsFollowTheRunningCall() {
        scope.enter(callOf("c1"));
        assertThat(scope.context().connectionId()).isEqualTo("c1");
        scope.exit(null);
        scope.enter(callOf("c2"));
        assertThat(scope.context().connectionId()).isEqualTo("c2");
        scope.exit(null);
    }

    @Test
    void outerCallRunsOnAfterTheInnerOne() {
        HubCall outer = callOf("c1");
        HubCall before = scope.enter(outer);
        HubCall inner = scope.enter(callOf("c2"));
        scope.exit(inner);
        assertThat(scope.current()).containsSame(outer);
        scope.exit(before);
        assertThat(scope.current()).isEmpty();
    }

    @Test
    void callOfAnotherThreadIsNotCurrent() throws InterruptedException {
        scope.enter(callOf("c1"));
        boolean[] present = {true};
        Thread other = new Thread(() -> present[0] = scope.current().isPresent());
        other.start();
        other.join();
        assertThat(present[0]).isFalse();
    }

    @Test
    void proxySelectedInACallWorksAfterIt() {
        scope.enter(callOf("c1"));
        ClientProxy caller = scope.clients().caller();
        scope.exit(null);
        caller.send("hello");
        assertThat(delivery.only().to()).isEqualTo(Set.of("c1"));
    }

    @Test
    void typedClientsFollowTheCallThatRuns() {
        TypedHubCallerClients<Named> typed = scope.clients().typed(Named.class);
        HubCall outer = scope.enter(callOf("c1"));
        typed.others().named("Ann");
        scope.exit(outer);
        assertThat(delivery.only().excluded()).containsExactly("c1");
        assertThatThrownBy(typed::caller).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void eachViewLeadsToItsOwnMethodOfTheCall() {
        scope.enter(callOf("c1"));
        scope.clients().all().send("m");
        scope.clients().allExcept(Set.of("x")).send("m");
        scope.clients().client("a").send("m");
        scope.clients().clients(Set.of("a", "b")).send("m");
        scope.clients().group("g").send("m");
        scope.clients().groupExcept("g", Set.of("x")).send("m");
        scope.clients().groups(Set.of("g", "h")).send("m");
        scope.clients().user("u").send("m");
        scope.clients().users(Set.of("u", "v")).send("m");
        scope.clients().others().send("m");
        scope.clients().othersInGroup("g").send("m");
        assertThat(delivery.sent)
                .extracting(sent -> sent.kind() + sent.to().stream().sorted().toList() + sent.excluded())
                .containsExactly(
                        "all[][]",
                        "all[][x]",
                        "connections[a][]",
                        "connections[a, b][]",
                        "groups[g][]",
                        "groups[g][x]",
                        "groups[g, h][]",
                        "users[u][]",
                        "users[u, v][]",
                        "all[][c1]",
                        "groups[g][c1]");
        scope.groups().add("a", "g");
        scope.groups().remove("a", "g");
        assertThat(delivery.changes).containsExactly("add a to g", "remove a from g");
    }

    @Test
    void contextTellsWhatTheConnectionKnows() {
        scope.enter(callOf("c1"));
        assertThat(scope.context().userIdentifier()).hasValue("ann");
        assertThat(scope.context().user())
                .hasValueSatisfying(user -> assertThat(user.getName()).isEqualTo("ann"));
        assertThat(scope.context().node()).isEqualTo("node-a");
        assertThat(scope.context().transport()).isEqualTo("WebSockets");
        assertThat(scope.context().header("a")).hasValue("header a");
        assertThat(scope.context().queryParameter("a")).hasValue("parameter a");
        assertThat(scope.context().cookie("a")).hasValue("cookie a");
        scope.context().items().put("key", 1);
        assertThat(scope.context().items()).containsEntry("key", 1);
        assertThat(scope.context().isAborted()).isFalse();
        scope.context().abort();
        assertThat(scope.context().isAborted()).isTrue();
    }
}
