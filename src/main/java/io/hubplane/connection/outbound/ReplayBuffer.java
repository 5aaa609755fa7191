package io.hubplane.connection.outbound;

import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.transport.Batch;
import io.hubplane.transport.OutboundMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a client has been sent and has not acknowledged; its next transport sends them again. They have
 * consecutive numbers, beginning with 1; only the number of the first is stored. Not thread safe; the lock of the
 * {@link OutboundQueue} guards it.
 */
public final class ReplayBuffer {
    private final int maximumBytes;
    /** Makes the message that tells the client, over a new transport, which number comes next. */
    private final LongFunction<EncodedMessage> sequence;

    private final ArrayDeque<EncodedMessage> kept = new ArrayDeque<>();
    /** What the present transport must send before anything new. */
    private final ArrayDeque<EncodedMessage> again = new ArrayDeque<>();

    private long bytes;
    /** The number of the first kept message, or of the next one if none is kept. */
    private long first = 1;

    /** Whether the client counts what it receives. */
    private boolean counting;

    private ReplayBuffer(int maximumBytes, LongFunction<EncodedMessage> sequence) {
        this.maximumBytes = maximumBytes;
        this.sequence = sequence;
    }

    /**
     * Makes a buffer for a client with a protocol.
     *
     * @param maximumBytes when this many bytes are kept, no more messages are sent
     */
    public static ReplayBuffer of(HubProtocol protocol, int maximumBytes) {
        return new ReplayBuffer(
                maximumBytes, next -> EncodedMessage.control(protocol.write(new HubMessage.Sequence(next))));
    }

    /**
     * Makes a buffer that goes on where that of another node has stopped. The client counts.
     *
     * @param first the number of the first message in {@code sent}, or of the next message if that is empty
     * @param sent what the client has not acknowledged
     */
    public static ReplayBuffer goingOn(HubProtocol protocol, int maximumBytes, long first, List<EncodedMessage> sent) {
        ReplayBuffer buffer = of(protocol, maximumBytes);
        buffer.first = first;
        sent.forEach(buffer::add);
        buffer.counting = true;
        return buffer;
    }

    /** The number of the first kept message, or of the next one if none is kept. */
    long first() {
        return first;
    }

    /** The kept messages. */
    List<EncodedMessage> kept() {
        return List.copyOf(kept);
    }

    /**
     * Adds the answer to the client's handshake. It leaves in a frame of its own, and then nothing more until
     * {@link #count}: official clients begin to count after they have processed the answer. Messages that reach them
     * earlier, or in the same frame, would not be counted.
     */
    public void answer(EncodedMessage handshake) {
        again.add(handshake);
    }

    /** The client has shown that it counts. */
    void count() {
        counting = true;
    }

    /** Whether anything besides the answer to the handshake may be sent. */
    boolean isCounting() {
        return counting;
    }

    /** Whether one more message may be sent, whatever its length. */
    boolean hasRoom() {
        return counting && bytes < maximumBytes;
    }

    void add(EncodedMessage message) {
        kept.add(message);
        bytes += message.length();
    }

    /** The client has received all messages up to a number. */
    void acknowledge(long number) {
        while (first <= number && !kept.isEmpty()) {
            bytes -= kept.remove().length();
            first++;
        }
    }

    /** A new transport must send the sequence, then everything that is kept. */
    void replay() {
        again.clear();
        again.add(sequence.apply(first));
        again.addAll(kept);
    }

    /** Whether the present transport must send something before anything new, even if it is only the answer. */
    boolean isToSendAgain() {
        return !again.isEmpty();
    }

    /** Takes the next frame of messages to be sent again; null if none are left. */
    @Nullable
    Batch take(int maximumFrameSize, boolean text) {
        if (again.isEmpty()) {
            return null;
        }
        List<OutboundMessage> frame = new ArrayList<>();
        long length = 0;
        do {
            EncodedMessage next = again.remove();
            frame.add(next);
            length += next.length();
        } while (!again.isEmpty() && length + again.element().length() <= maximumFrameSize);
        return new Batch(frame, (int) length, text);
    }

    void clear() {
        kept.clear();
        again.clear();
        bytes = 0;
    }
}
