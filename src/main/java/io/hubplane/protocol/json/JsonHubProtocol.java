package io.hubplane.protocol.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.protocol.Framing;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.ReceivedValues;
import io.hubplane.protocol.TransferFormat;
import org.jspecify.annotations.Nullable;

/**
 * Hub messages as JSON objects, each ended by 0x1E (Hub Protocol, <em>JSON encoding</em>):
 *
 * <pre>
 * 1 Invocation        type [headers] [invocationId] target arguments [streamIds]
 * 2 StreamItem        type [headers] invocationId item
 * 3 Completion        type [headers] invocationId [error | result]
 * 4 StreamInvocation  type [headers] invocationId target arguments [streamIds]
 * 5 CancelInvocation  type [headers] invocationId
 * 6 Ping              type
 * 7 Close             type [error] [allowReconnect]
 * 8 Ack, 9 Sequence   type sequenceId
 * </pre>
 *
 * <p>Properties are written in this order and read in any order; unknown ones are skipped. Received values stay JSON
 * text until their type is known. Stateless and safe for any thread.
 */
public final class JsonHubProtocol implements HubProtocol {
    private final ReceivedValues values;
    private final JsonMessageWriter writer;

    /** Makes the protocol with the {@linkplain #standardMapper() standard mapper}. */
    public JsonHubProtocol() {
        this(standardMapper());
    }

    /**
     * Makes the protocol.
     *
     * @param mapper converts arguments, results and stream items; it must not be reconfigured afterwards
     */
    public JsonHubProtocol(ObjectMapper mapper) {
        values = new ReceivedValues("JSON", mapper, new JsonDecoder(mapper.getFactory()));
        writer = new JsonMessageWriter(mapper, values);
    }

    /**
     * A new mapper that converts values as SignalR does: property names are written in camelCase and read regardless of
     * case; unknown ones are ignored; nulls are written; {@code java.time} is ISO-8601, durations are as in .NET; enums
     * are written as numbers and read as numbers or names; bytes are Base64; at most 64 levels deep. A text is not
     * accepted as a number, nor a number as a text, as in SignalR. A missing property of a primitive type is 0 or
     * false; null is refused for it.
     *
     * @return the mapper, owned by the caller, who may extend it before use
     */
    public static ObjectMapper standardMapper() {
        return StandardMapper.create();
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public boolean supports(int version) {
        // By version 2 a client says that it knows Ack and Sequence.
        return version == 1 || version == 2;
    }

    @Override
    public TransferFormat transferFormat() {
        return TransferFormat.TEXT;
    }

    @Override
    public Framing framing() {
        return Framing.RECORD_SEPARATOR;
    }

    @Override
    public @Nullable HubMessage read(byte[] buffer, int offset, int length) {
        return new JsonMessageReader(values, buffer, offset, length).read();
    }

    @Override
    public byte[] write(HubMessage message) {
        return writer.write(message);
    }
}
