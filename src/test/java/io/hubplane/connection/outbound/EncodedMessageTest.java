package io.hubplane.connection.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.json.JsonHubProtocol;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EncodedMessageTest {
    private final HubProtocol json = new JsonHubProtocol();

    @Test
    void textIsDecodedOnceForAllReceivers() {
        EncodedMessage message = EncodedMessage.essential("{\"ä\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(message.text()).isEqualTo("{\"ä\":1}").isSameAs(message.text());
        assertThat(message.length()).isEqualTo(8);
    }

    @Test
    void targetIsReadBackFromTheBytes() {
        byte[] bytes = json.write(HubMessage.Invocation.of("price", 1));

        assertThat(EncodedMessage.invocation(bytes, json).target()).isEqualTo("price");
    }

    @Test
    void targetOfUnreadableBytesIsEmpty() {
        assertThat(EncodedMessage.invocation(new byte[] {'x', 0x1E}, json).target())
                .isEmpty();
    }

    @Test
    void onlyInvocationsMayBeDropped() {
        byte[] bytes = json.write(HubMessage.Invocation.of("price"));

        assertThat(EncodedMessage.invocation(bytes, json).isDroppable()).isTrue();
        assertThat(EncodedMessage.essential(bytes).isDroppable()).isFalse();
    }
}
