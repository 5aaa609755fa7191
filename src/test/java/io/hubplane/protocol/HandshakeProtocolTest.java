package io.hubplane.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.fake.WireVectors;
import io.hubplane.fake.WireVectors.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandshakeProtocolTest {
    static List<Vector> requests() {
        return WireVectors.read("/io/hubplane/protocol/handshake-requests.txt");
    }

    static List<Vector> illegal() {
        return WireVectors.read("/io/hubplane/protocol/handshake-illegal.txt");
    }

    private static HandshakeRequest read(byte[] frame) {
        Framing.Bounds bounds = Framing.RECORD_SEPARATOR.next(frame, 0, 0, frame.length);
        return HandshakeProtocol.readRequest(frame, bounds.header(), bounds.message());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestIsRead(Vector vector) {
        assertThat(read(vector.bytes("bytes")))
                .isEqualTo(new HandshakeRequest(vector.text("protocol"), Integer.parseInt(vector.text("version"))));
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void illegalRequestIsAProtocolError(Vector vector) {
        assertThatExceptionOfType(ProtocolException.class)
                .as(vector.text("rule"))
                .isThrownBy(() -> read(vector.bytes("bytes")))
                .withMessage(vector.text("error"));
    }

    @Test
    void requestIsReadFromTheMiddleOfABuffer() {
        byte[] buffer = "xx{\"protocol\":\"json\",\"version\":1}\u001eyy".getBytes(UTF_8);

        assertThat(HandshakeProtocol.readRequest(buffer, 2, buffer.length - 5))
                .isEqualTo(new HandshakeRequest("json", 1));
    }

    @Test
    void answerToAGrantedRequestIsAnEmptyObject() {
        assertThat(HandshakeProtocol.success()).isEqualTo(new byte[] {0x7b, 0x7d, 0x1e});
    }

    @Test
    void answerToARefusedRequestCarriesTheErrorEscaped() {
        assertThat(new String(HandshakeProtocol.error("a \"b\"\u001e ü"), UTF_8))
                .isEqualTo("{\"error\":\"a \\\"b\\\"\\u001E ü\"}\u001e");
    }

    @Test
    void errorTextsAreThoseOfSignalR() {
        assertThat(HandshakeProtocol.unsupportedProtocol("x")).isEqualTo("The protocol 'x' is not supported.");
        assertThat(HandshakeProtocol.unsupportedVersion(new HandshakeRequest("json", 7)))
                .isEqualTo("The server does not support version 7 of the 'json' protocol.");
        assertThat(HandshakeProtocol.unsupportedTransferFormat(new BinaryProtocol()))
                .isEqualTo("Cannot use the 'bits' protocol on the current transport."
                        + " The transport does not support 'Binary' transfer format.");
        assertThat(HandshakeProtocol.CANCELED).isEqualTo("Handshake was canceled.");
        assertThat(HandshakeProtocol.UNEXPECTED_ERROR)
                .isEqualTo("An unexpected error occurred during connection handshake.");
    }

    private static final class BinaryProtocol implements HubProtocol {
        @Override
        public String name() {
            return "bits";
        }

        @Override
        public boolean supports(int version) {
            return false;
        }

        @Override
        public TransferFormat transferFormat() {
            return TransferFormat.BINARY;
        }

        @Override
        public Framing framing() {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable HubMessage read(byte[] buffer, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] write(HubMessage message) {
            throw new UnsupportedOperationException();
        }
    }
}
