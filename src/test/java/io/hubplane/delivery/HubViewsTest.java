package io.hubplane.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.hubplane.fixture.RecordingDelivery;
import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.HubContext;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

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
    @SuppressWarnings("NullAway") // What callers without a null checker do.
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
    @SuppressWarnings("NullAway") // What callers without a null checker do.
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
        assertThatIllegalArgumentException()
                .isThrownBy(() -> context.groups().add("c1", ""))
                .withMessageContaining("group");
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

    @Test
    void emptyNamesSelectNobodyAndAreLeftToTheDelivery() {
        context.clients().group("").send("news");
        assertThat(delivery.only().to()).isEqualTo(Set.of(""));
    }
}
