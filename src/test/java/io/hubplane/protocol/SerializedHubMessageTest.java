package io.hubplane.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SerializedHubMessageTest {
    private final CountingProtocol first = new CountingProtocol("first");
    private final CountingProtocol second = new CountingProtocol("second");

    @Test
    void messageIsEncodedOnceForEachProtocol() {
        SerializedHubMessage message = new SerializedHubMessage(HubMessage.Ping.INSTANCE);

        byte[] encoding = message.encoding(first);

        assertThat(encoding).asString(UTF_8).isEqualTo("first 1");
        assertThat(message.encoding(first)).isSameAs(encoding);
        assertThat(message.encoding(second)).asString(UTF_8).isEqualTo("second 1");
        assertThat(first.writes).isEqualTo(1);
    }

    @Test
    void messageIsNotEncodedBeforeItIsNeeded() {
        SerializedHubMessage message = new SerializedHubMessage(HubMessage.Ping.INSTANCE);

        assertThat(message.encodings()).isEmpty();
        assertThat(first.writes).isZero();
    }

    @Test
    void encodingsComeInTheOrderOfTheProtocols() {
        SerializedHubMessage message = new SerializedHubMessage(HubMessage.Ping.INSTANCE);
        message.encoding(first);

        assertThat(message.encodings(List.of(second, first))).containsOnlyKeys("second", "first");
        assertThat(message.encodings(List.of(second, first)).keySet()).containsExactly("second", "first");
        assertThat(message.encodings()).containsOnlyKeys("first", "second");
    }

    @Test
    void encodedMessageHasOnlyTheEncodingsItCameWith() {
        byte[] bytes = {1};
        SerializedHubMessage message = new SerializedHubMessage(Map.of("first", bytes));

        assertThat(message.encoding(first)).isSameAs(bytes);
        assertThat(message.encoding(second)).isNull();
        assertThat(message.encodings(List.of(first, second))).containsOnlyKeys("first");
        assertThat(first.writes + second.writes).isZero();
    }

    @Test
    void encodingsAreACopy() {
        SerializedHubMessage message = new SerializedHubMessage(HubMessage.Ping.INSTANCE);
        message.encodings().put("third", new byte[0]);

        assertThat(message.encodings()).isEmpty();
    }

    private static final class CountingProtocol implements HubProtocol {
        private final String name;
        private int writes;

        CountingProtocol(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean supports(int version) {
            return true;
        }

        @Override
        public TransferFormat transferFormat() {
            return TransferFormat.TEXT;
        }

        @Override
        public Framing framing() {
            return Framing.RECORD_SEPARATOR;
        }

        @Override
        public @Nullable HubMessage read(byte[] buffer, int offset, int length) {
            return null;
        }

        @Override
        public byte[] write(HubMessage message) {
            writes++;
            return (name + " " + writes).getBytes(UTF_8);
        }
    }
}
