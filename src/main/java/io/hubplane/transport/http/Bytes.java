package io.hubplane.transport.http;

import io.hubplane.transport.Batch;
import io.hubplane.transport.OutboundMessage;
import java.nio.ByteBuffer;
import java.util.List;

/** Batches as bytes. */
final class Bytes {
    private Bytes() {}

    static byte[] of(Batch batch) {
        List<OutboundMessage> messages = batch.messages();
        if (messages.size() == 1) {
            return messages.get(0).bytes();
        }
        ByteBuffer joined = ByteBuffer.allocate(batch.length());
        for (OutboundMessage message : messages) {
            joined.put(message.bytes());
        }
        return joined.array();
    }
}
