package io.hubplane.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hubplane.delivery.HubViews;
import io.hubplane.fake.RecordingDelivery;
import io.hubplane.hub.HubContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LateDeliveryTest {
    private final LateDelivery late = new LateDelivery();
    private final HubContext<?> context = new HubViews(late, Duration.ofSeconds(30)).context();
    private final RecordingDelivery delivery = new RecordingDelivery();

    @Test
    void whatIsSentBeforeTheHubIsServedLeavesInOrderOnceItIs() {
        CompletableFuture<Void> first = context.clients().all().send("first").toCompletableFuture();
        var unused = context.clients().all().send("second");
        assertThat(first).isNotDone();
        assertThat(delivery.sent).isEmpty();
        late.begin(delivery);
        delivery.stage.complete(null);
        assertThat(delivery.sent).extracting(sent -> sent.message().target()).containsExactly("first", "second");
        assertThat(first).isCompleted();
    }

    @Test
    void whatIsSentAfterwardsLeavesAtOnce() {
        late.begin(delivery);
        var unused = context.clients().all().send("now");
        assertThat(delivery.sent).hasSize(1);
    }

    @Test
    void onceTheApplicationStopsTheTextSaysSo() {
        late.begin(delivery);
        late.end();
        assertThatIllegalStateException()
                .isThrownBy(() -> context.clients().all().send("late"))
                .withMessageContaining("the application is being stopped");
    }
}
