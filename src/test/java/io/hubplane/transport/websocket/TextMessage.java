package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.OutboundMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A message with a text as its bytes. */
record TextMessage(String text) implements OutboundMessage {
    static Batch batch(boolean text, String... messages) {
        List<OutboundMessage> list = Arrays.stream(messages)
                .map(message -> (OutboundMessage) new TextMessage(message))
                .toList();
        return new Batch(list, list.stream().mapToInt(OutboundMessage::length).sum(), text);
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
