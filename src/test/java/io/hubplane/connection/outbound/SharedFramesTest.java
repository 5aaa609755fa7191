package io.hubplane.connection.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.ByteProtocol;
import io.hubplane.transport.Batch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedFramesTest {
    private final SharedFrames frames = new SharedFrames();
    private final EncodedMessage a = invocation("a");
    private final EncodedMessage b = invocation("b");

    private static EncodedMessage invocation(String text) {
        return EncodedMessage.invocation(text.getBytes(StandardCharsets.UTF_8), new ByteProtocol());
    }

    @Test
    void theSameMessagesAreTheSameFrame() {
        Batch first = frames.of(List.of(a, b), 2, true);

        assertThat(frames.of(List.of(a, b), 2, true)).isSameAs(first);
        assertThat(first.joinedText()).isEqualTo("ab").isSameAs(first.joinedText());
        assertThat(first.joinedBytes()).containsExactly('a', 'b').isSameAs(first.joinedBytes());
    }

    @Test
    void otherMessagesAreAnotherFrame() {
        Batch first = frames.of(List.of(a, b), 2, true);

        assertThat(frames.of(List.of(b, a), 2, true)).isNotSameAs(first);
        assertThat(frames.of(List.of(a), 1, true).joinedText()).isEqualTo("a");
        assertThat(frames.of(List.of(a, invocation("b")), 2, true)).isNotSameAs(first);
    }

    @Test
    void theSameMessagesAsBytesAreAnotherFrame() {
        Batch text = frames.of(List.of(a), 1, true);
        Batch binary = frames.of(List.of(a), 1, false);

        assertThat(text.text()).isTrue();
        assertThat(binary.text()).isFalse();
    }

    @Test
    void whatIsForOneConnectionAloneTakesNoOthersPlace() {
        Batch shared = frames.of(List.of(a), 1, true);
        EncodedMessage answer = EncodedMessage.essential(new byte[] {'x'});

        assertThat(frames.of(List.of(answer), 1, true)).isNotSameAs(frames.of(List.of(answer), 1, true));
        assertThat(frames.of(List.of(a), 1, true)).isSameAs(shared);
    }
}
