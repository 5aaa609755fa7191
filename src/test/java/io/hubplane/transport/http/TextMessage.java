package io.hubplane.transport.http;

import io.hubplane.transport.Batch;
import io.hubplane.transport.OutboundMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A message with a text as its bytes. */
record TextMessage(String text) implements OutboundMessage {
    static Batch batch(String... texts) {
        List<OutboundMessage> messages =
                List.copyOf(Arrays.stream(texts).map(TextMessage::new).toList());
        return new Batch(
                messages, messages.stream().mapToInt(OutboundMessage::length).sum(), true);
    }

    @Override
    public int length() {
        return bytes().length;
    }

    @Override
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
