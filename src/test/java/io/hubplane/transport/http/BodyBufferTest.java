package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fake.FakeTicker;
import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BodyBufferTest {
    private static final int MOST = 100_000;

    private final FakeTicker ticker = new FakeTicker();
    private final Posts posts = new Posts(
            new NodePostOptions(10, 10, MOST), ticker, Runnable::run, HubObserver.NONE, new ClientLog(ticker, 3));
    private final InputStream endless = new InputStream() {
        @Override
        public int read() {
            return 'x';
        }
    };

    private static void readAll(BodyBuffer buffer, InputStream in) throws IOException {
        while (buffer.hasRoom() || buffer.grow()) {
            if (buffer.readFrom(in) < 0) {
                return;
            }
        }
    }

    @Test
    void bodyIsWhatWasReadAndTakesLittleMoreThanItsLength() throws IOException {
        BodyBuffer buffer = new BodyBuffer(posts, MOST);
        assertThat(buffer.begin(-1)).isTrue();

        readAll(buffer, new ByteArrayInputStream(new byte[40_000]));

        assertThat(buffer.bytes()).hasSize(40_000).containsOnly(0);
        assertThat(posts.bytes()).isBetween(40_000L, 80_000L);
    }

    @Test
    void oneByteMoreThanAllowedIsRead() throws IOException {
        BodyBuffer buffer = new BodyBuffer(posts, 20_000);
        assertThat(buffer.begin(1_000_000)).isTrue();

        readAll(buffer, endless);

        assertThat(buffer.length()).isEqualTo(20_001);
        assertThat(posts.bytes()).isEqualTo(20_001);
    }

    @Test
    void bodyThatFindsNoMemoryGrowsNoFurther() throws IOException {
        assertThat(posts.hold(MOST - 20_000)).isTrue();
        BodyBuffer buffer = new BodyBuffer(posts, MOST);
        assertThat(buffer.begin(-1)).isTrue();

        readAll(buffer, endless);

        assertThat(buffer.length()).isEqualTo(16 * 1024);
        assertThat(new BodyBuffer(posts, MOST).begin(-1)).isFalse();
    }

    @Test
    void nothingIsReadIntoMemoryThatWasLetGo() throws IOException {
        BodyBuffer buffer = new BodyBuffer(posts, MOST);
        assertThat(buffer.begin(10)).isTrue();
        assertThat(buffer.readFrom(new ByteArrayInputStream(new byte[3]))).isEqualTo(3);

        buffer.letGo();
        buffer.letGo();

        assertThat(posts.bytes()).isZero();
        assertThat(buffer.readFrom(endless)).isZero();
        assertThat(buffer.grow()).isFalse();
        assertThat(posts.bytes()).isZero();
    }
}
