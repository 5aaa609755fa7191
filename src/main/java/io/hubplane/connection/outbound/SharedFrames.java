package io.hubplane.connection.outbound;

import io.hubplane.transport.Batch;
import io.hubplane.transport.OutboundMessage;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The latest frame of a hub. Whoever received the same messages since the last flush sends the same frame, so it is made
 * once for all of them. Safe for any thread; two that make the same at a time both do.
 */
public final class SharedFrames {
    private volatile @Nullable Batch latest;

    /** The batch of some messages; the one before if it consists of the same. */
    Batch of(Collection<EncodedMessage> messages, int length, boolean text) {
        Batch before = latest;
        if (before != null && before.length() == length && before.text() == text && before.consistsOf(messages)) {
            return before;
        }
        OutboundMessage[] all = messages.toArray(new OutboundMessage[0]);
        Batch batch = new Batch(Arrays.asList(all), length, text);
        if (all[0] instanceof EncodedMessage first && first.isDroppable()) {
            latest = batch; // anything else is for one connection alone
        }
        return batch;
    }
}
