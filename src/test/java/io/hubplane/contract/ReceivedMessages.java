package io.hubplane.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a node received, as texts with the name of their scope, and makes such messages. */
public final class ReceivedMessages implements BackplaneSubscriber {
    private static final long PATIENCE_SECONDS = 15;

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final BlockingQueue<BackplaneMessage> messages = new LinkedBlockingQueue<>();

    /** A message that carries a text. */
    public static byte[] message(String text) {
        return BackplaneCodec.encode(Send.of(List.of(), Map.of("text", text.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public void received(Scope scope, byte[] bytes) {
        BackplaneMessage message = BackplaneCodec.decode(scope.kind(), bytes);
        messages.add(message);
        byte[] text = message instanceof Send send ? send.encodings().get("text") : null;
        texts.add(text == null ? "" : new String(text, StandardCharsets.UTF_8));
    }

    /** Waits for the next message and returns its text. */
    public String next() throws InterruptedException {
        String text = texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(text).as("a message within %d s", PATIENCE_SECONDS).isNotNull();
        messages.remove();
        return text;
    }

    /** Waits for the next message. */
    public BackplaneMessage nextMessage() throws InterruptedException {
        BackplaneMessage message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("a message within %d s", PATIENCE_SECONDS).isNotNull();
        texts.take();
        return message;
    }

    /** Whether all messages that came have been taken. */
    public boolean isEmpty() {
        return texts.isEmpty();
    }
}
