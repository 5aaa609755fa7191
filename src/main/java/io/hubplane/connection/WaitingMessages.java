package io.hubplane.connection;

import io.hubplane.transport.Batch;
import io.hubplane.transport.OutboundMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an {@link OutboundQueue} that wait for their frame: bounded, and without an array while there are
 * none. Not thread safe; the queue's lock guards it.
 */
final class WaitingMessages {
    private final long maximumBytes;
    private final int maximumMessages;
    private @Nullable ArrayDeque<EncodedMessage> messages;
    private long bytes;

    WaitingMessages(int maximumBytes, int maximumMessages) {
        this.maximumBytes = maximumBytes;
        this.maximumMessages = maximumMessages;
    }

    boolean isEmpty() {
        return messages == null;
    }

    /** How long the messages are, in bytes. */
    long bytes() {
        return bytes;
    }

    /** Whether a message stays within the bounds; a single one does whatever its length. */
    boolean fits(EncodedMessage message) {
        return messages == null || (messages.size() < maximumMessages && bytes + message.length() <= maximumBytes);
    }

    void add(EncodedMessage message) {
        if (messages == null) {
            messages = new ArrayDeque<>(4);
        }
        messages.add(message);
        bytes += message.length();
    }

    void clear() {
        messages = null;
        bytes = 0;
    }

    /**
     * Drops the oldest invocations until a message fits or none is left.
     *
     * @return how many
     */
    int dropOldest(EncodedMessage message) {
        if (messages == null) {
            return 0;
        }
        int dropped = 0;
        Iterator<EncodedMessage> oldest = messages.iterator();
        while (!fits(message) && oldest.hasNext()) {
            EncodedMessage next = oldest.next();
            if (next.isDroppable()) {
                oldest.remove();
                bytes -= next.length();
                dropped++;
            }
        }
        releaseIfEmpty();
        return dropped;
    }

    /**
     * Drops every invocation that a later one, or the given message, calls the same client method as.
     *
     * @return how many
     */
    int dropSuperseded(EncodedMessage latest) {
        if (messages == null) {
            return 0;
        }
        Set<String> seen = new HashSet<>();
        if (latest.isDroppable()) {
            seen.add(latest.target());
        }
        int dropped = 0;
        Iterator<EncodedMessage> newest = messages.descendingIterator();
        ArrayDeque<EncodedMessage> kept =
                new ArrayDeque<>(); // rebuilt: removing one by one would move the others each time
        while (newest.hasNext()) {
            EncodedMessage next = newest.next();
            if (!next.isDroppable() || seen.add(next.target())) {
                kept.addFirst(next);
            } else {
                bytes -= next.length();
                dropped++;
            }
        }
        messages = kept;
        releaseIfEmpty();
        return dropped;
    }

    /**
     * Takes the next frame's messages: as many as fit into it, but at least one.
     *
     * @return null if none wait
     */
    @Nullable
    Batch take(int maximumFrameSize, boolean text) {
        if (messages == null) {
            return null;
        }
        if (bytes <= maximumFrameSize || messages.size() == 1) {
            OutboundMessage[] all = messages.toArray(new OutboundMessage[0]);
            Batch batch = new Batch(Arrays.asList(all), (int) bytes, text);
            clear();
            return batch;
        }
        List<OutboundMessage> first = new ArrayList<>();
        int length = 0;
        do {
            EncodedMessage next = messages.remove();
            first.add(next);
            length += next.length();
        } while ((long) length + messages.element().length() <= maximumFrameSize);
        bytes -= length;
        return new Batch(first, length, text);
    }

    private void releaseIfEmpty() {
        if (messages != null && messages.isEmpty()) {
            messages = null;
        }
    }
}
