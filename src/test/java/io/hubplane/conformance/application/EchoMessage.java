package io.hubplane.conformance.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hubplane.transport.OutboundMessage;

/** Some bytes of text. */
@SuppressWarnings("ArrayRecordComponent") // passed on as it is; never compared
record EchoMessage(byte[] bytes) implements OutboundMessage {
    @Override
    public int length() {
        return bytes.length;
    }

    @Override
    public String text() {
        return new String(bytes, UTF_8);
    }
}
