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
 * The messages a client has been sent and has not acknowledged, for its next transport. Each has the next number, from
 * 1 on; only the first's is kept. Not thread safe; the lock of the {@link OutboundQueue} guards it.
 */
public final class ReplayBuffer {
    private final int maximumBytes;
    /** Makes the message that tells a new transport which number comes next. */
    private final LongFunction<EncodedMessage> sequence;

    private final ArrayDeque<EncodedMessage> kept = new ArrayDeque<>();
    /** What the present transport gets before anything new. */
    private final ArrayDeque<EncodedMessage> again = new ArrayDeque<>();

    private long bytes;
    /** The number of the first message kept, or of the next one if none is. */
    private long first = 1;

    /** The client counts what it receives. */
    private boolean counting;

    private ReplayBuffer(int maximumBytes, LongFunction<EncodedMessage> sequence) {
        this.maximumBytes = maximumBytes;
        this.sequence = sequence;
    }

    /**
     * A buffer for a client that speaks a protocol.
     *
     * @param maximumBytes from how many bytes on nothing more is to be sent
     */
    public static ReplayBuffer of(HubProtocol protocol, int maximumBytes) {
        return new ReplayBuffer(
                maximumBytes, next -> EncodedMessage.control(protocol.write(new HubMessage.Sequence(next))));
    }

    /**
     * The answer to the client's handshake, which leaves in a frame of its own, and then nothing more until
     * {@link #count}: official clients count from when they have taken the answer in, so what reaches them with it, or
     * before they got that far, would have no number there.
     */
    public void answer(EncodedMessage handshake) {
        again.add(handshake);
    }

    /** The client has shown that it counts. */
    void count() {
        counting = true;
    }

    /** Whether anything but the answer to the handshake may be sent. */
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

    /** The client has received everything up to a number. */
    void acknowledge(long number) {
        while (first <= number && !kept.isEmpty()) {
            bytes -= kept.remove().length();
            first++;
        }
    }

    /** A new transport gets the sequence, then everything kept. */
    void replay() {
        again.clear();
        again.add(sequence.apply(first));
        again.addAll(kept);
    }

    /** Whether the present transport has to get something before anything new, be it the answer alone. */
    boolean isToSendAgain() {
        return !again.isEmpty();
    }

    /** Takes the next frame of what is sent again; null if nothing is left. */
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
