package io.hubplane.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.MessageTypes;
import io.hubplane.protocol.Payload;
import io.hubplane.protocol.ReceivedValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes messages with their properties in the order ASP.NET Core has them. Safe for any thread. */
final class JsonMessageWriter {
    private static final int RECORD_SEPARATOR = 0x1E;

    private static final SerializableString TYPE = new SerializedString("type");
    private static final SerializableString HEADERS = new SerializedString("headers");
    private static final SerializableString INVOCATION_ID = new SerializedString("invocationId");
    private static final SerializableString TARGET = new SerializedString("target");
    private static final SerializableString ARGUMENTS = new SerializedString("arguments");
    private static final SerializableString STREAM_IDS = new SerializedString("streamIds");
    private static final SerializableString ITEM = new SerializedString("item");
    private static final SerializableString RESULT = new SerializedString("result");
    private static final SerializableString ERROR = new SerializedString("error");
    private static final SerializableString ALLOW_RECONNECT = new SerializedString("allowReconnect");
    private static final SerializableString SEQUENCE_ID = new SerializedString("sequenceId");

    private final JsonFactory json;
    private final ObjectMapper mapper;
    private final ObjectWriter values;
    private final ReceivedValues received;

    JsonMessageWriter(JsonFactory json, ObjectMapper mapper, ReceivedValues received) {
        this.json = json;
        this.mapper = mapper;
        this.received = received;
        // One write at the end of the message instead of one after each value.
        this.values = mapper.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
    }

    byte[] write(HubMessage message) {
        ByteArrayBuilder out = new ByteArrayBuilder();
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.setCodec(mapper);
            generator.writeStartObject();
            writeProperties(generator, message);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new IllegalArgumentException("The message cannot be written as JSON: " + ReceivedValues.reason(e), e);
        }
        out.append(RECORD_SEPARATOR);
        return out.toByteArray();
    }

    private void writeProperties(JsonGenerator to, HubMessage message) throws IOException {
        if (message instanceof HubMessage.Invocation m) {
            begin(to, MessageTypes.INVOCATION, m.headers(), m.invocationId());
            writeCall(to, m.target(), m.arguments(), m.streamIds());
        } else if (message instanceof HubMessage.StreamItem m) {
            begin(to, MessageTypes.STREAM_ITEM, m.headers(), m.invocationId());
            to.writeFieldName(ITEM);
            writePayload(to, m.item());
        } else if (message instanceof HubMessage.Completion m) {
            begin(to, MessageTypes.COMPLETION, m.headers(), m.invocationId());
            writeOutcome(to, m);
        } else if (message instanceof HubMessage.StreamInvocation m) {
            begin(to, MessageTypes.STREAM_INVOCATION, m.headers(), m.invocationId());
            writeCall(to, m.target(), m.arguments(), m.streamIds());
        } else if (message instanceof HubMessage.CancelInvocation m) {
            begin(to, MessageTypes.CANCEL_INVOCATION, m.headers(), m.invocationId());
        } else if (message instanceof HubMessage.Ping) {
            begin(to, MessageTypes.PING, Map.of(), null);
        } else if (message instanceof HubMessage.Close m) {
            begin(to, MessageTypes.CLOSE, Map.of(), null);
            writeClose(to, m);
        } else if (message instanceof HubMessage.Ack m) {
            begin(to, MessageTypes.ACK, Map.of(), null);
            writeSequenceId(to, m.sequenceId());
        } else if (message instanceof HubMessage.Sequence m) {
            begin(to, MessageTypes.SEQUENCE, Map.of(), null);
            writeSequenceId(to, m.sequenceId());
        }
    }

    private static void begin(JsonGenerator to, int type, Map<String, String> headers, @Nullable String invocationId)
            throws IOException {
        to.writeFieldName(TYPE);
        to.writeNumber(type);
        if (!headers.isEmpty()) {
            to.writeFieldName(HEADERS);
            to.writeStartObject();
            for (Map.Entry<String, String> header : headers.entrySet()) {
                to.writeStringField(header.getKey(), header.getValue());
            }
            to.writeEndObject();
        }
        if (invocationId != null) {
            to.writeFieldName(INVOCATION_ID);
            to.writeString(invocationId);
        }
    }

    private void writeCall(JsonGenerator to, String target, Arguments arguments, List<String> streamIds)
            throws IOException {
        to.writeFieldName(TARGET);
        to.writeString(target);
        to.writeFieldName(ARGUMENTS);
        writeArguments(to, arguments);
        if (!streamIds.isEmpty()) {
            to.writeFieldName(STREAM_IDS);
            to.writeStartArray();
            for (String id : streamIds) {
                to.writeString(id);
            }
            to.writeEndArray();
        }
    }

    private void writeArguments(JsonGenerator to, Arguments arguments) throws IOException {
        if (arguments instanceof Arguments.Values made) {
            to.writeStartArray();
            for (Object value : made.values()) {
                writeValue(to, value);
            }
            to.writeEndArray();
        } else {
            writeRaw(to, received.arrayOf(arguments));
        }
    }

    private void writePayload(JsonGenerator to, Payload payload) throws IOException {
        if (payload instanceof Payload.Value made) {
            writeValue(to, made.value());
        } else {
            writeRaw(to, received.valueOf(payload));
        }
    }

    private void writeValue(JsonGenerator to, @Nullable Object value) throws IOException {
        if (value == null) {
            to.writeNull();
        } else {
            values.writeValue(to, value);
        }
    }

    private static void writeRaw(JsonGenerator to, byte[] json) throws IOException {
        to.writeRawValue(new String(json, UTF_8));
    }

    private void writeOutcome(JsonGenerator to, HubMessage.Completion completion) throws IOException {
        if (completion.error() != null) {
            to.writeFieldName(ERROR);
            to.writeString(completion.error());
        } else if (completion.result() != null) {
            to.writeFieldName(RESULT);
            writePayload(to, completion.result());
        }
    }

    private static void writeClose(JsonGenerator to, HubMessage.Close close) throws IOException {
        if (close.error() != null) {
            to.writeFieldName(ERROR);
            to.writeString(close.error());
        }
        if (close.allowReconnect()) {
            to.writeFieldName(ALLOW_RECONNECT);
            to.writeBoolean(true);
        }
    }

    private static void writeSequenceId(JsonGenerator to, long sequenceId) throws IOException {
        to.writeFieldName(SEQUENCE_ID);
        to.writeNumber(sequenceId);
    }
}
