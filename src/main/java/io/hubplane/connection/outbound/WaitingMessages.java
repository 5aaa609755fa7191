package io.hubplane.connection.outbound;

import io.hubplane.transport.Batch;
import io.hubplane.transport.OutboundMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an {@link OutboundQueue} that wait for their frame. They are bounded, and need no array while there
 * are none. Not thread safe; the queue's lock guards it.
 */
final class WaitingMessages {
    private final OutboundOptions options;
    private @Nullable ArrayDeque<EncodedMessage> messages;
    private long bytes;
    /** How many of them do not count for stateful reconnect. */
    private int controls;

    /** The sent messages that are kept for the next transport; null if there will be none. */
    private @Nullable ReplayBuffer kept;

    WaitingMessages(OutboundOptions options) {
        this.options = options;
    }

    boolean isEmpty() {
        return messages == null;
    }

    /** The total length of the messages, in bytes. */
    long bytes() {
        return bytes;
    }

    /** Whether a message fits into the bounds; a single message always does. */
    boolean fits(EncodedMessage message) {
        return messages == null
                || (messages.size() < options.queueMessages() && bytes + message.length() <= options.queueBytes());
    }

    /**
     * Whether a message may wait beyond the bounds, for a client that takes its messages. The message may have any
     * length, unless the room for a burst is already used up.
     */
    boolean fitsInBurst() {
        return messages == null
                || (messages.size() < (long) options.burstFactor() * options.queueMessages()
                        && bytes < (long) options.burstFactor() * options.queueBytes());
    }

    /** Whether more waits than the bounds allow, as in a burst. */
    boolean isBeyondBounds() {
        return messages != null && (messages.size() > options.queueMessages() || bytes > options.queueBytes());
    }

    OutboundLoad load() {
        return new OutboundLoad(messages == null ? 0 : messages.size(), bytes, isBeyondBounds());
    }

    void add(EncodedMessage message) {
        if (messages == null) {
            messages = new ArrayDeque<>(4);
        }
        messages.add(message);
        bytes += message.length();
        if (!message.isCounted()) {
            controls++;
        }
    }

    void clear() {
        messages = null;
        bytes = 0;
        controls = 0;
    }

    /** Clears everything for good. */
    void end() {
        clear();
        if (kept != null) {
            kept.clear();
        }
    }

    /** What the client has not acknowledged, and what counts of that which waits. Only if messages are kept. */
    Unsent unsent() {
        ReplayBuffer buffer = Objects.requireNonNull(kept, "no stateful reconnect");
        List<EncodedMessage> counted = messages == null
                ? List.of()
                : messages.stream().filter(EncodedMessage::isCounted).toList();
        return new Unsent(buffer.first(), buffer.kept(), counted);
    }

    /** Keeps every message that leaves from now on. */
    void keep(ReplayBuffer buffer) {
        kept = buffer;
    }

    boolean isKept() {
        return kept != null;
    }

    /** The client counts what it receives from now on. */
    void count() {
        if (kept != null) {
            kept.count();
        }
    }

    /** Whether nothing may leave because the client does not count yet. */
    boolean isUncounted() {
        return kept != null && !kept.isCounting();
    }

    /** Whether the answer to the handshake, or what must be sent again, has been taken. */
    boolean isAnswered() {
        return kept == null || !kept.isToSendAgain();
    }

    /** Whether most waiting messages must wait for an acknowledgement. */
    boolean isHeld() {
        return kept != null && !kept.hasRoom();
    }

    void acknowledge(long number) {
        if (kept != null) {
            kept.acknowledge(number);
        }
    }

    /** A new transport must send the kept messages before anything else. */
    void replay() {
        if (kept != null) {
            kept.replay();
        }
    }

    /**
     * Makes room for a message, by the overflow policy; it may not be enough.
     *
     * @return how many messages were dropped
     */
    int makeRoom(EncodedMessage message) {
        return switch (options.overflowPolicy()) {
            case CLOSE -> 0;
            case DROP_OLDEST -> dropOldest(message);
            // The newest messages of many methods may still be too much; then the oldest of them make room.
            case KEEP_LATEST -> dropSuperseded(message) + dropOldest(message);
        };
    }

    /**
     * Takes the messages of the next frame.
     *
     * @param keep whether the messages are kept, if there is a buffer
     * @param frames makes the frame, which other connections may share
     * @return null if nothing may be sent
     */
    @Nullable
    Batch take(boolean text, boolean keep, SharedFrames frames) {
        int most = options.maximumFrameSize();
        if (kept == null) {
            return take(most, text, frames);
        }
        Batch again = kept.take(most, text);
        if (again != null) {
            return again;
        }
        if (!keep) {
            return take(most, text, frames);
        }
        return kept.isCounting() ? take(most, text, kept) : null;
    }

    /**
     * Drops the oldest invocations until a message fits or none are left.
     *
     * @return how many were dropped
     */
    private int dropOldest(EncodedMessage message) {
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
     * Drops every invocation for which a later one, or the given message, calls the same client method.
     *
     * @return how many were dropped
     */
    private int dropSuperseded(EncodedMessage latest) {
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
                new ArrayDeque<>(); // rebuilt: single removals would move the other elements each time
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
     * Takes the messages of the next frame: as many as fit, but at least one.
     *
     * @return null if none wait
     */
    private @Nullable Batch take(int maximumFrameSize, boolean text, SharedFrames frames) {
        if (messages == null) {
            return null;
        }
        if (bytes <= maximumFrameSize || messages.size() == 1) {
            Batch batch = frames.of(messages, (int) bytes, text);
            clear();
            return batch;
        }
        List<OutboundMessage> first = new ArrayList<>();
        int length = 0;
        do {
            EncodedMessage next = messages.remove();
            first.add(next);
            length += next.length();
            if (!next.isCounted()) {
                controls--;
            }
        } while ((long) length + messages.element().length() <= maximumFrameSize);
        bytes -= length;
        return new Batch(first, length, text);
    }

    /**
     * Takes the messages of the next frame and keeps those that count. While the buffer has no room, these wait and the
     * others overtake them, above all acknowledgements: the client may be waiting for one in the same way.
     *
     * @return null if nothing may be sent
     */
    private @Nullable Batch take(int maximumFrameSize, boolean text, ReplayBuffer buffer) {
        if (messages == null || (!buffer.hasRoom() && controls == 0)) {
            return null;
        }
        List<OutboundMessage> frame = new ArrayList<>();
        long length = 0;
        Iterator<EncodedMessage> oldest = messages.iterator();
        while (oldest.hasNext() && (buffer.hasRoom() || controls > 0)) {
            EncodedMessage next = oldest.next();
            if (!next.isCounted() || buffer.hasRoom()) {
                if (!frame.isEmpty() && length + next.length() > maximumFrameSize) {
                    break;
                }
                oldest.remove();
                frame.add(next);
                length += next.length();
                if (next.isCounted()) {
                    buffer.add(next);
                } else {
                    controls--;
                }
            }
        }
        bytes -= length;
        releaseIfEmpty();
        return new Batch(frame, (int) length, text);
    }

    private void releaseIfEmpty() {
        if (messages != null && messages.isEmpty()) {
            messages = null;
        }
    }
}
