package io.hubplane.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.hub.HubException;
import io.hubplane.lifetime.ClientErrorException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientAnswerTest {
    private final CompletableFuture<@Nullable Object> received = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Object> answer =
            ClientAnswer.of(received).toCompletableFuture();

    private void assertFailedWith(Class<? extends Throwable> type, String text) {
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(type)
                .withMessage(text);
    }

    @Test
    void resultIsHandedOn() {
        received.complete("Ada");
        assertThat(answer).isCompletedWithValue("Ada");
    }

    @Test
    void errorOfTheClientIsAHubException() {
        received.completeExceptionally(new ClientErrorException("Client didn't provide a result."));
        assertFailedWith(HubException.class, "Client didn't provide a result.");
    }

    @Test
    void otherFailuresStayAsTheyAre() {
        received.completeExceptionally(new IOException("Connection 'c1' disconnected."));
        assertFailedWith(IOException.class, "Connection 'c1' disconnected.");
    }

    @Test
    void whoeverCancelsGivesUpWaiting() {
        answer.cancel(false);
        assertThat(received).isCancelled();
    }
}
