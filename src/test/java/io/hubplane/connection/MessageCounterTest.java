package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.protocol.ProtocolException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageCounterTest {
    private final MessageCounter counter = new MessageCounter();

    @BeforeEach
    void receiveThree() {
        for (int i = 0; i < 3; i++) {
            assertThat(counter.isNew()).isTrue();
        }
    }

    @Test
    void whatIsSentAgainIsDropped() {
        counter.restart();
        assertThat(counter.isNew()).as("before the sequence").isFalse();
        counter.sequence(2);
        assertThat(counter.isNew()).as("2").isFalse();
        assertThat(counter.isNew()).as("3").isFalse();
        assertThat(counter.isNew()).as("4").isTrue();
        assertThat(counter.processed()).isEqualTo(4);
    }

    @Test
    void replayCutShortLeavesNothingMissing() {
        counter.restart();
        counter.sequence(1);
        assertThat(counter.isNew()).as("1").isFalse();
        // The client was told that three have been processed, so it does not send them again.
        counter.restart();
        counter.sequence(4);
        assertThat(counter.isNew()).as("4").isTrue();
        assertThat(counter.processed()).isEqualTo(4);
    }

    @Test
    void missingMessagesAreAProtocolError() {
        counter.restart();
        assertThatThrownBy(() -> counter.sequence(5))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("Sequence ID greater than amount of messages we've received.");
    }
}
