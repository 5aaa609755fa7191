package io.hubplane.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TyrusInputTest {
    private int tooLong;

    /** The input of a WebSocket, as a container provides it. */
    private static final class Container extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Container(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private TyrusInput input(byte... bytes) {
        return new TyrusInput(new Container(bytes), new FrameMeter(4), () -> tooLong++);
    }

    @Test
    void framesPassAsTheyAre() throws IOException {
        byte[] frame = {(byte) 0x82, 4, 1, 2, 3, 4};

        assertThat(input(frame).readAllBytes()).isEqualTo(frame);
        assertThat(tooLong).isZero();
    }

    @Test
    void nothingPassesBehindAFrameThatIsTooLong() throws IOException {
        TyrusInput input = input((byte) 0x82, (byte) 5, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
        byte[] read = new byte[3];

        assertThat(input.read(read)).isZero();
        assertThat(tooLong).isEqualTo(1);
        assertThat(input.read(read)).isZero();
        assertThat(input.read(read)).isEqualTo(-1);
        assertThat(tooLong).isEqualTo(1);
    }

    @Test
    void releasedInputReportsNothingAndPassesNothing() throws IOException {
        TyrusInput input = input((byte) 0x82, (byte) 5, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
        input.release();

        assertThat(input.read(new byte[3])).isZero();
        assertThat(tooLong).isZero();
    }

    @Test
    void onlyAPortionIsThereAtATime() throws IOException {
        assertThat(input(new byte[1_000_000]).available()).isEqualTo(TyrusInput.PORTION);
    }
}
