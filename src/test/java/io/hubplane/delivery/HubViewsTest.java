package io.hubplane.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.hubplane.fake.RecordingDelivery;
import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.HubClients;
import io.hubplane.hub.HubContext;
import io.hubplane.hub.HubException;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubViewsTest {
    private final RecordingDelivery delivery = new RecordingDelivery();
    private final HubContext<Object> context = new HubViews(delivery, Duration.ofSeconds(30)).context();

    @Test
    void sendBecomesAnInvocationWithoutAnId() {
        context.clients().all().send("news", "a", 1, null);
        assertThat(delivery.only().message()).isEqualTo(HubMessage.Invocation.of("news", "a", 1, null));
    }

    @Test
    void stageOfTheDeliveryIsHandedOut() {
        CompletionStage<Void> sent = context.clients().all().send("news");
        assertThat(sent).isNotDone();
        delivery.stage.complete(null);
        assertThat(sent).isCompleted();
    }

    @Test
    void proxyKeepsTheConnectionsItWasSelectedWith() {
        List<String> ids = new ArrayList<>(List.of("a", "b"));
        ClientProxy selected = context.clients().clients(ids);
        ids.clear();
        selected.send("news");
        assertThat(delivery.only().to()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void groupsAreChangedByTheDelivery() {
        context.groups().add("c1", "room");
        context.groups().remove("c1", "room");
        assertThat(delivery.changes).containsExactly("add c1 to room", "remove c1 from room");
    }

    @Test
    @SuppressWarnings("NullAway") // As callers without a null checker may do.
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> context.clients().client(null))
                .withMessage("connectionId is null");
        assertThatNullPointerException()
                .isThrownBy(() -> context.clients().group(null))
                .withMessage("group is null");
        assertThatNullPointerException()
                .isThrownBy(() -> context.clients().user(null))
                .withMessage("userIdentifier is null");
        assertThatNullPointerException()
                .isThrownBy(() -> context.clients().users(null))
                .withMessage("userIdentifiers is null");
        assertThatNullPointerException()
                .isThrownBy(() -> context.clients().groups(Arrays.asList("a", null)))
                .withMessage("An element of groups is null");
        assertThatNullPointerException()
                .isThrownBy(() -> context.groups().add(null, "room"))
                .withMessage("connectionId is null");
        assertThatNullPointerException()
                .isThrownBy(() -> context.clients().all().send(null))
                .withMessage("method is null");
    }

    @Test
    @SuppressWarnings("NullAway") // As callers without a null checker may do.
    void nullInsteadOfArgumentsIsRefusedWithTheWayToSendANull() {
        assertThatNullPointerException()
                .isThrownBy(() -> context.clients().all().send("news", (Object[]) null))
                .withMessageContaining("(Object) null");
    }

    @Test
    void clientMethodMustHaveAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> context.clients().all().send(" "))
                .withMessageContaining("method");
    }

    @Test
    void groupChangeNeedsAConnectionAndAName() {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> context.groups().add("c1", ""))
                .withMessage("The name of a group is empty; it must have 1 to 512 characters.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> context.groups().remove("", "room"))
                .withMessageContaining("connectionId");
    }

    @Test
    void timeoutMustBeLongerThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> context.clients().client("c1").answeringWithin(Duration.ZERO))
                .withMessageContaining("longer than 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 513})
    void nameOfAGroupIsRefusedWhereverItIsGiven(int length) {
        String name = "x".repeat(length);
        HubClients clients = context.clients();
        Map<String, ThrowingCallable> uses = Map.of(
                "add", () -> context.groups().add("c1", name),
                "remove", () -> context.groups().remove("c1", name),
                "group", () -> clients.group(name),
                "groups", () -> clients.groups(List.of("room", name)),
                "groupExcept", () -> clients.groupExcept(name, List.of()));

        uses.forEach((use, call) -> assertThatExceptionOfType(HubException.class)
                .as(use)
                .isThrownBy(call)
                .withMessageContaining("it must have 1 to 512"));
        assertThat(delivery.sent).isEmpty();
        assertThat(delivery.limits).hasSize(uses.size()).containsOnly("group-name-length");
    }

    @Test
    void longestNameOfAGroupIsTaken() {
        String name = "x".repeat(512);
        context.clients().group(name).send("news");
        assertThat(delivery.only().to()).isEqualTo(Set.of(name));
    }

    @Test
    void emptyUserSelectsNobodyAndIsLeftToTheDelivery() {
        context.clients().user("").send("news");
        assertThat(delivery.only().to()).isEqualTo(Set.of(""));
    }
}
