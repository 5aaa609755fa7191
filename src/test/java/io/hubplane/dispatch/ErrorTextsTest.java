package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.hub.HubException;
import org.junit.jupiter.api.Test;

class ErrorTextsTest {
    private final ErrorTexts brief = new ErrorTexts(false);
    private final ErrorTexts detailed = new ErrorTexts(true);

    @Test
    void exceptionOfTheApplicationIsNotToldByDefault() {
        assertThat(brief.invoking("send", new IllegalStateException("secret")))
                .isEqualTo("An unexpected error occurred invoking 'send' on the server.");
        assertThat(brief.binding("send", new IllegalStateException("secret")))
                .isEqualTo("Failed to invoke 'send' due to an error on the server.");
    }

    @Test
    void hubExceptionIsAlwaysTold() {
        assertThat(brief.invoking("send", new HubException("Too long.")))
                .isEqualTo("An unexpected error occurred invoking 'send' on the server. HubException: Too long.");
    }

    @Test
    void subclassOfHubExceptionIsToldUnderItsOwnName() {
        assertThat(brief.invoking("send", new RoomFull()))
                .isEqualTo("An unexpected error occurred invoking 'send' on the server. RoomFull: Full.");
    }

    @Test
    void anonymousSubclassIsToldUnderTheNameOfItsSuperclass() {
        assertThat(brief.invoking("send", new HubException("Full.") {}))
                .isEqualTo("An unexpected error occurred invoking 'send' on the server. HubException: Full.");
    }

    @Test
    void everyExceptionIsToldWithDetailedErrors() {
        assertThat(detailed.invoking("send", new IllegalStateException("closed")))
                .isEqualTo("An unexpected error occurred invoking 'send' on the server. IllegalStateException: closed");
        assertThat(detailed.binding("send", new IllegalArgumentException("no int")))
                .isEqualTo("Failed to invoke 'send' due to an error on the server. IllegalArgumentException: no int");
    }

    @Test
    void exceptionWithoutMessageIsToldByName() {
        assertThat(detailed.invoking("send", new IllegalStateException()))
                .isEqualTo("An unexpected error occurred invoking 'send' on the server. IllegalStateException");
    }

    private static final class RoomFull extends HubException {
        private static final long serialVersionUID = 1L;

        RoomFull() {
            super("Full.");
        }
    }
}
