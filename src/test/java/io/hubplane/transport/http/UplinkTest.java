package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.transport.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UplinkTest {
    private static final long PATIENCE = 10;

    private final FakeGateway.Connection connection = new FakeGateway().add("token");
    private final List<String> over = new ArrayList<>();
    private final Uplink uplink = new Uplink(connection, () -> over.add("over after " + connection.events));
    private final ExecutorService posts = Executors.newCachedThreadPool();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch readable = new CountDownLatch(1);

    @AfterEach
    void shutDown() {
        readable.countDown();
        posts.shutdownNow();
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A body that comes when the test says so. */
    private InputStream slowBody(String text) {
        InputStream bytes = body(text);
        return new InputStream() {
            @Override
            public int read() throws IOException {
                await();
                return bytes.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                await();
                return bytes.read(buffer, offset, length);
            }

            private void await() throws IOException {
                reading.countDown();
                try {
                    readable.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    @Test
    void secondPostWaitsForTheOneUnderWay() throws Exception {
        Future<Answer> first = posts.submit(() -> uplink.post(slowBody("1"), Identity.ANONYMOUS));
        assertThat(reading.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        Future<Answer> second = posts.submit(() -> uplink.post(body("2"), Identity.ANONYMOUS));
        readable.countDown();

        assertThat(first.get(PATIENCE, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(second.get(PATIENCE, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(connection.events).containsExactly("received 1", "received 2");
    }

    @Test
    void endDoesNotWaitForABodyThatDoesNotCome() throws Exception {
        Future<Answer> post = posts.submit(() -> uplink.post(slowBody("1"), Identity.ANONYMOUS));
        assertThat(reading.await(PATIENCE, TimeUnit.SECONDS)).isTrue();

        uplink.closed(null);
        assertThat(connection.events).containsExactly("closed null");

        readable.countDown();
        assertThat(post.get(PATIENCE, TimeUnit.SECONDS).status()).isEqualTo(404);
        assertThat(connection.events).containsExactly("closed null");
    }

    @Test
    void endIsToldOnceAndBeforeTheCarrierIsForgotten() {
        uplink.closed(new IOException("broken"));
        uplink.closed(null);

        assertThat(connection.events).containsExactly("closed broken");
        assertThat(over).containsExactly("over after [closed broken]");
    }

    @Test
    void endWaitsForTheBytesThatAreBeingHandedOver() {
        connection.onReceived = () -> {
            uplink.closed(null);
            connection.events.add("handled");
        };

        uplink.post(body("1"), Identity.ANONYMOUS);

        assertThat(connection.events).containsExactly("received 1", "handled", "closed null");
    }
}
