package io.hubplane.connection.outbound;

import io.hubplane.protocol.Framing;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.transport.OutboundMessage;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One framed message. It is made once, and every receiving connection queues the same object. Safe for any thread. */
public final class EncodedMessage implements OutboundMessage {
    private final byte[] bytes;
    private final @Nullable HubProtocol invocationOf;
    private final boolean counted;
    /** Written without a lock: two threads may both decode the text, and get equal texts. */
    private @Nullable String text;

    private @Nullable String target;

    private EncodedMessage(byte[] bytes, @Nullable HubProtocol invocationOf, boolean counted) {
        this.bytes = bytes;
        this.invocationOf = invocationOf;
        this.counted = counted;
    }

    /** A message that must arrive: a result, a stream item, a call that awaits an answer. */
    public static EncodedMessage essential(byte[] bytes) {
        return new EncodedMessage(bytes, null, true);
    }

    /** A message about the connection itself: a handshake answer, Ping, Close, Ack, Sequence. */
    public static EncodedMessage control(byte[] bytes) {
        return new EncodedMessage(bytes, null, false);
    }

    /** A call without an answer, which an {@link OverflowPolicy} may drop. */
    public static EncodedMessage invocation(byte[] bytes, HubProtocol protocol) {
        return new EncodedMessage(bytes, protocol, true);
    }

    /** A message of any kind. */
    public static EncodedMessage of(HubMessage message, byte[] bytes, HubProtocol protocol) {
        if (message instanceof HubMessage.Invocation invocation && invocation.invocationId() == null) {
            return invocation(bytes, protocol);
        }
        return message instanceof HubMessage.Ping
                        || message instanceof HubMessage.Close
                        || message instanceof HubMessage.Ack
                        || message instanceof HubMessage.Sequence
                ? control(bytes)
                : essential(bytes);
    }

    @Override
    public int length() {
        return bytes.length;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String text() {
        String result = text;
        if (result == null) {
            result = new String(bytes, StandardCharsets.UTF_8);
            text = result;
        }
        return result;
    }

    /** Whether the message counts for stateful reconnect. */
    boolean isCounted() {
        return counted;
    }

    /** Whether it is a call without an answer, see {@link #invocation}. */
    public boolean isDroppable() {
        return invocationOf != null;
    }

    /** The client method of an invocation. It is read from the bytes, since only a full queue asks for it. */
    String target() {
        String result = target;
        if (result == null) {
            result = invocationOf == null ? "" : readTarget(invocationOf);
            target = result;
        }
        return result;
    }

    private String readTarget(HubProtocol protocol) {
        try {
            Framing.Bounds bounds = protocol.framing().next(bytes, 0, 0, bytes.length);
            HubMessage message = protocol.read(bytes, bounds.header(), bounds.message());
            return message instanceof HubMessage.Invocation invocation ? invocation.target() : "";
        } catch (ProtocolException e) {
            return ""; // another node encoded it, and more is not known
        }
    }
}
