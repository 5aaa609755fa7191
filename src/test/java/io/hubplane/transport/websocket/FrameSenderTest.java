package io.hubplane.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.transport.Transport.Completion;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameSenderTest {
    private final FakeSession session = new FakeSession();
    private final FrameSender async = new AsyncFrameSender(session.asyncRemote());
    private final FrameSender tyrus = new TyrusFrameSender(session.basicRemote(), async);
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
    void onTyrusTextGoesThroughTheWriterAsOneFrameAndIsCompletedAtOnce() {
        tyrus.send(TextMessage.batch(true, "one", "zwei €", "😀"), completion);

        assertThat(session.calls).containsExactly("writer onezwei €😀");
        assertThat(completions).containsOnlyNulls().hasSize(1);
    }

    @Test
    void onTyrusBinaryIsSentAsynchronously() {
        tyrus.send(TextMessage.batch(false, "one"), completion);

        assertThat(session.calls).containsExactly("async-binary one");
        assertThat(completions).isEmpty();
    }

    @Test
    void onTyrusAConfirmedFrameFollowsWhenTheLimitOfUnconfirmedBytesIsReached() {
        String half = "x".repeat(TyrusFrameSender.UNCONFIRMED_LIMIT / 2);

        for (int i = 0; i < 6; i++) {
            tyrus.send(TextMessage.batch(true, half), completion);
        }

        assertThat(session.calls)
                .extracting(call -> call.substring(0, call.indexOf(' ')))
                .containsExactly("writer", "writer", "async-text", "writer", "writer", "async-text");
        assertThat(completions).hasSize(4);
        assertThat(session.pending).hasSize(2);
    }

    @Test
    void onTyrusAFrameAboveTheLimitIsConfirmed() {
        tyrus.send(TextMessage.batch(true, "x".repeat(TyrusFrameSender.UNCONFIRMED_LIMIT + 1)), completion);

        assertThat(completions).isEmpty();
        assertThat(session.pending).hasSize(1);
    }

    @Test
    void onTyrusAFailureOfTheWriterCompletesTheSend() {
        RuntimeException failure = new IllegalStateException("closed");
        session.sendFailure = failure;

        tyrus.send(TextMessage.batch(true, "one"), completion);

        assertThat(completions).containsExactly(failure);
    }
}
