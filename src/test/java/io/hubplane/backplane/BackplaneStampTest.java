package io.hubplane.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hubplane.backplane.BackplaneMessage.Acknowledgement;
import io.hubplane.backplane.BackplaneMessage.Send;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackplaneStampTest {
    private static final String NODE = "abcdef-_0123";

    static Set<Map.Entry<String, byte[]>> aspNetCoreMessages() {
        return Vectors.read("aspnetcore.vectors").entrySet();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 255, 256, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE})
    void whatIsWrittenIsRead(long sequence) {
        byte[] message = BackplaneCodec.encode(new Acknowledgement(7, true));

        BackplaneStamp.write(message, NODE, sequence);

        assertThat(BackplaneStamp.origin(message)).isEqualTo(NODE);
        assertThat(BackplaneStamp.sequence(message)).isEqualTo(sequence);
    }

    @Test
    void stampIsTheLastFortyBytesAndThreeItems() {
        byte[] message = BackplaneCodec.encode(new Acknowledgement(7, true));
        byte[] signature = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f" + "10".repeat(16));

        BackplaneStamp.write(message, NODE, 0x0102030405060708L);
        BackplaneStamp.sign(message, signature);

        assertThat(HexFormat.of().formatHex(message))
                .isEqualTo("94" + "07" + "ac6162636465662d5f30313233" + "cf0102030405060708"
                        + "c410000102030405060708090a0b0c0d0e0f");
        assertThat(BackplaneStamp.LENGTH).isEqualTo(40);
        assertThat(BackplaneStamp.signedLength(message)).isEqualTo(message.length - 16);
    }

    @Test
    void messageIsUnsignedUntilItIsSigned() {
        byte[] message = BackplaneCodec.encode(new Acknowledgement(7, true));
        BackplaneStamp.write(message, NODE, 1);
        assertThat(BackplaneStamp.isSigned(message)).isFalse();

        byte[] signature = new byte[16];
        signature[15] = 1;
        BackplaneStamp.sign(message, signature);
        assertThat(BackplaneStamp.isSigned(message)).isTrue();
        assertThat(BackplaneStamp.hasSignature(message, signature)).isTrue();
        assertThat(BackplaneStamp.hasSignature(message, new byte[16])).isFalse();
    }

    @Test
    void stampChangesNothingElse() {
        Send send = new Send(List.of("a"), Map.of("json", new byte[] {1, 2, 3}), "1", "n");
        byte[] message = BackplaneCodec.encode(send);

        BackplaneStamp.write(message, NODE, 5);

        assertThat(BackplaneCodec.decode(Scope.Kind.ALL, message))
                .usingRecursiveComparison()
                .isEqualTo(send);
    }

    @Test
    void messageHasNoOriginUntilItIsStamped() {
        byte[] message = BackplaneCodec.encode(new Acknowledgement(7, true));

        assertThat(BackplaneStamp.hasRoom(message)).isTrue();
        assertThat(BackplaneStamp.origin(message)).isNull();
        assertThat(BackplaneStamp.sequence(message)).isZero();
    }

    @ParameterizedTest
    @MethodSource("aspNetCoreMessages")
    void messageOfAspNetCoreHasNoStamp(Map.Entry<String, byte[]> message) {
        assertThat(BackplaneStamp.hasRoom(message.getValue())).isFalse();
        assertThat(BackplaneStamp.origin(message.getValue())).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> BackplaneStamp.write(message.getValue(), NODE, 1));
    }

    @Test
    void twoItemMessageThatEndsLikeAStampHasNone() {
        byte[] stamped = BackplaneCodec.encode(new Acknowledgement(7, true));
        stamped[0] = (byte) 0x92;

        assertThat(BackplaneStamp.hasRoom(stamped)).isFalse();
    }

    @Test
    void nodeIdOfAnotherLengthIsRefused() {
        byte[] message = BackplaneCodec.encode(new Acknowledgement(7, true));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackplaneStamp.write(message, "short", 1))
                .withMessage("Node id 'short' must have 12 characters");
    }

    @Test
    void nodeIdsHaveTheirLengthAndAlphabet() {
        assertThat(NodeId.random()).matches("[A-Za-z0-9_-]{" + Backplane.NODE_ID_LENGTH + "}");
        assertThat(NodeId.random()).isNotEqualTo(NodeId.random());
    }
}
