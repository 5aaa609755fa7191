package io.hubplane.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.transport.Batch;
import io.hubplane.transport.Transport.Completion;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSenderTest {
    private final FakeSession session = new FakeSession();
    private final FrameSender async = new AsyncFrameSender(session.asyncRemote());
    private final Raw raw = new Raw();
    private final FrameSender tyrus = new TyrusFrameSender(raw, async);
    private final List<@Nullable Throwable> completions = new ArrayList<>();
    private final Completion completion = completions::add;

    @Test
    void batchIsOneFrameAndIsCompletedWhenTheContainerSaysSo() {
        async.send(TextMessage.batch(true, "one", "two", "drei €"), completion);

        assertThat(session.calls).containsExactly("async-text onetwodrei €");
        assertThat(completions).isEmpty();
        session.answer(new SendResult());
        assertThat(completions).containsOnlyNulls().hasSize(1);
    }

    @Test
    void batchOfABinaryProtocolIsABinaryFrame() {
        async.send(TextMessage.batch(false, "one"), completion);
        async.send(TextMessage.batch(false, "one", "two"), completion);

        assertThat(session.calls).containsExactly("async-binary one", "async-binary onetwo");
    }

    @Test
    void singleMessageIsSentWithoutACopy() {
        String text = "message";
        List<Object> sent = new ArrayList<>();
        FrameSender sender = new AsyncFrameSender((RemoteEndpoint.Async) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RemoteEndpoint.Async.class},
                (proxy, method, arguments) -> {
                    sent.add(arguments[0]);
                    return null;
                }));

        sender.send(TextMessage.batch(true, text), completion);

        assertThat(sent.get(0)).isSameAs(text);
    }

    @Test
    void failureReportedByTheContainerCompletesTheSend() {
        IOException failure = new IOException("gone");

        async.send(TextMessage.batch(true, "one"), completion);
        session.answer(new SendResult(failure));

        assertThat(completions).containsExactly(failure);
    }

    @Test
    void containerThatThrowsAndThenReportsCompletesTheSendOnce() {
        RuntimeException failure = new IllegalStateException("closed");
        session.sendFailure = failure;

        async.send(TextMessage.batch(true, "one"), completion);
        session.answer(new SendResult(new IOException("again")));

        assertThat(completions).containsExactly(failure);
    }

    @Test
    void onTyrusABatchIsOneFrameMadeBeforehandAndIsCompletedAtOnce() {
        tyrus.send(TextMessage.batch(true, "one", "zwei €"), completion);

        assertThat(raw.frames).hasSize(1);
        assertThat(raw.frames.get(0))
                .startsWith(0x81, 11)
                .endsWith("onezwei €".getBytes(StandardCharsets.UTF_8))
                .hasSize(2 + 11);
        assertThat(completions).containsOnlyNulls().hasSize(1);
    }

    @Test
    void onTyrusABatchOfABinaryProtocolIsABinaryFrame() {
        tyrus.send(TextMessage.batch(false, "one"), completion);

        assertThat(raw.frames).hasSize(1);
        assertThat(raw.frames.get(0)).containsExactly(0x82, 3, 'o', 'n', 'e');
    }

    @Test
    void onTyrusAllWhoSendTheSameBatchSendTheSameFrame() {
        Batch batch = TextMessage.batch(true, "one", "two");
        tyrus.send(batch, completion);
        new TyrusFrameSender(raw, async).send(batch, completion);

        assertThat(raw.frames.get(1)).isSameAs(raw.frames.get(0));
    }

    @ParameterizedTest
    @CsvSource({"125, 2", "126, 4", "65535, 4", "65536, 10"})
    void aFrameSaysItsLengthInAsManyBytesAsItTakes(int length, int header) {
        byte[] frame = WebSocketFrame.of(TextMessage.batch(true, "x".repeat(length)));

        assertThat(frame).hasSize(header + length);
        assertThat(frame[header]).isEqualTo((byte) 'x');
        assertThat(frame[header - 1]).isEqualTo((byte) length);
        if (header > 2) {
            assertThat(frame[1]).isEqualTo((byte) (header == 4 ? 126 : 127));
            assertThat(frame[header - 2]).isEqualTo((byte) (length >> 8));
        }
    }

    @Test
    void onTyrusAConfirmedFrameFollowsWhenTheLimitOfUnconfirmedBytesIsReached() {
        String half = "x".repeat(TyrusFrameSender.UNCONFIRMED_LIMIT / 2);

        for (int i = 0; i < 6; i++) {
            tyrus.send(TextMessage.batch(true, half), completion);
        }

        assertThat(raw.frames).hasSize(4);
        assertThat(completions).hasSize(4);
        assertThat(session.pending).hasSize(2);
    }

    @Test
    void onTyrusAFrameAboveTheLimitIsConfirmed() {
        tyrus.send(TextMessage.batch(true, "x".repeat(TyrusFrameSender.UNCONFIRMED_LIMIT + 1)), completion);

        assertThat(raw.frames).isEmpty();
        assertThat(completions).isEmpty();
        assertThat(session.pending).hasSize(1);
    }

    @Test
    void onTyrusAFailureToHandOverCompletesTheSend() {
        IOException failure = new IOException("closed");
        raw.failure = failure;

        tyrus.send(TextMessage.batch(true, "one"), completion);

        assertThat(completions).containsExactly(failure);
    }

    @Test
    void onTyrusNothingIsWrittenWhenTheSessionHasEnded() {
        tyrus.end();

        tyrus.send(TextMessage.batch(true, "one"), completion);
        tyrus.send(TextMessage.batch(true, "x".repeat(TyrusFrameSender.UNCONFIRMED_LIMIT + 1)), completion);

        assertThat(raw.frames).isEmpty();
        assertThat(session.pending).isEmpty();
        assertThat(completions)
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(IOException.class));
    }

    @Test
    void onTyrusTheEndWaitsForASendUnderWay() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        FrameSender sender = new TyrusFrameSender(
                frame -> {
                    inside.countDown();
                    await(goOn);
                    order.add("sent");
                },
                async);
        CompletableFuture<Void> send =
                CompletableFuture.runAsync(() -> sender.send(TextMessage.batch(true, "one"), completion));
        await(inside);
        Thread end = new Thread(() -> {
            sender.end();
            order.add("ended");
        });
        end.start();
        while (end.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        end.join();
        send.join();

        assertThat(order).containsExactly("sent", "ended");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theSocketOfTyrusIsFoundInItsRemoteEndpoint() throws IOException {
        TyrusLikeRemote remote = new TyrusLikeRemote(session.asyncRemote());
        RawSocket socket = Objects.requireNonNull(TyrusRawSocket.of(remote));
        socket.send(new byte[] {1, 2});

        assertThat(remote.webSocket.received).containsExactly(1, 2);
        remote.webSocket.received = null;
        assertThatThrownBy(() -> socket.send(new byte[] {1}))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void anotherRemoteEndpointHasNoSuchSocket() {
        assertThat(TyrusRawSocket.of(session.asyncRemote())).isNull();
    }

    /** Takes encoded frames, as a socket of Tyrus does. */
    public static final class TyrusLikeSocket {
        private byte @Nullable [] received = {};

        public void sendRawFrame(ByteBuffer frame) {
            received = Arrays.copyOf(Objects.requireNonNull(received), frame.remaining());
            frame.get(received);
        }
    }

    private record TyrusLikeRemote(RemoteEndpoint endpoint, TyrusLikeSocket webSocket) implements RemoteEndpoint {
        TyrusLikeRemote(RemoteEndpoint endpoint) {
            this(endpoint, new TyrusLikeSocket());
        }

        @Override
        public void setBatchingAllowed(boolean allowed) {}

        @Override
        public boolean getBatchingAllowed() {
            return false;
        }

        @Override
        public void flushBatch() {}

        @Override
        public void sendPing(ByteBuffer applicationData) {}

        @Override
        public void sendPong(ByteBuffer applicationData) {}
    }

    private static final class Raw implements RawSocket {
        private final List<byte[]> frames = new ArrayList<>();
        private @Nullable IOException failure;

        @Override
        public void send(byte[] frame) throws IOException {
            if (failure != null) {
                throw failure;
            }
            frames.add(frame);
        }
    }
}
