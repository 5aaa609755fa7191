package io.hubplane.connection.outbound;

import io.hubplane.transport.Batch;
import io.hubplane.transport.OutboundMessage;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The latest frame of a hub. Connections that received the same messages since their last flush send the same frame, so
 * it is made only once for all of them. Safe for any thread; two threads may at worst make the same frame twice.
 */
public final class SharedFrames {
    private volatile @Nullable Batch latest;

    /** A batch of these messages; the previous batch if it consists of the same messages. */
    Batch of(Collection<EncodedMessage> messages, int length, boolean text) {
        Batch before = latest;
        if (before != null && before.length() == length && before.text() == text && before.consistsOf(messages)) {
            return before;
        }
        OutboundMessage[] all = messages.toArray(new OutboundMessage[0]);
        Batch batch = new Batch(Arrays.asList(all), length, text);
        if (all[0] instanceof EncodedMessage first && first.isDroppable()) {
            latest = batch; // any other message is for one connection only
        }
        return batch;
    }
}
