package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.protocol.Framing;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.ReceivedValues;
import io.hubplane.protocol.TransferFormat;
import org.jspecify.annotations.Nullable;

/**
 * Hub messages as MessagePack arrays, each preceded by its length (Hub Protocol, <em>MessagePack encoding</em>):
 *
 * <pre>
 * Invocation        [1, headers, invocationId|nil, target, [arguments], [streamIds]]
 * StreamItem        [2, headers, invocationId, item]
 * Completion        [3, headers, invocationId, 1 error|2 void|3 result, error|result]
 * StreamInvocation  [4, headers, invocationId, target, [arguments], [streamIds]]
 * CancelInvocation  [5, headers, invocationId]
 * Ping              [6]
 * Close             [7, error|nil, allowReconnect]
 * Ack, Sequence     [8, sequenceId], [9, sequenceId]
 * </pre>
 *
 * <p>All items are written. When reading, the last items of invocations and of Close may be missing, and extra items at
 * the end of a message are skipped. Received values stay encoded until their type is known. Stateless and safe for any
 * thread.
 */
public final class MessagePackHubProtocol implements HubProtocol {
    private static final Framing FRAMING = new VarintFraming();

    private final ReceivedValues values;
    private final MessagePackMessageWriter writer;

    /** Makes the protocol with the {@linkplain #standardMapper() standard mapper}. */
    public MessagePackHubProtocol() {
        this(standardMapper());
    }

    /**
     * Makes the protocol.
     *
     * @param mapper converts arguments, results and stream items; it must not be reconfigured afterwards; its factory
     *     is not used
     */
    public MessagePackHubProtocol(ObjectMapper mapper) {
        values = new ReceivedValues("MessagePack", mapper, new MessagePackDecoder(mapper));
        writer = new MessagePackMessageWriter(mapper, values);
    }

    /**
     * A new mapper that converts values as SignalR does: objects are maps with the names of their members, read
     * regardless of case; unknown ones are ignored; nulls are written; bytes are binary data; {@link java.time.Instant}
     * and similar types are timestamps, dates are days, times of day and durations are units of 100 ns, all also read
     * from the text that JSON has for them; enums are written as names and read as names or numbers;
     * {@link java.util.UUID} is text, also read from 16 bytes; {@link java.math.BigDecimal} is text, integers of more
     * than 64 bits are bytes; at most 64 levels deep. A text is not accepted as any other number, nor a number as a
     * text. A missing member of a primitive type is 0 or false; null is refused for it.
     *
     * @param options how names are written
     * @return the mapper, owned by the caller, who may extend it before use
     */
    public static ObjectMapper standardMapper(MessagePackOptions options) {
        return StandardMapper.create(options);
    }

    /**
     * The mapper with names as they are declared.
     *
     * @return the mapper, owned by the caller, who may extend it before use
     */
    public static ObjectMapper standardMapper() {
        return standardMapper(MessagePackOptions.DEFAULTS);
    }

    @Override
    public String name() {
        return "messagepack";
    }

    @Override
    public boolean supports(int version) {
        // By version 2 a client says that it knows Ack and Sequence.
        return version == 1 || version == 2;
    }

    @Override
    public TransferFormat transferFormat() {
        return TransferFormat.BINARY;
    }

    @Override
    public Framing framing() {
        return FRAMING;
    }

    @Override
    public @Nullable HubMessage read(byte[] buffer, int offset, int length) {
        return new MessagePackMessageReader(values, buffer, offset, length).read();
    }

    @Override
    public byte[] write(HubMessage message) {
        return writer.write(message);
    }
}
