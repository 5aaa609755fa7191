package io.hubplane.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.DeclaredWriters;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.MessageTypes;
import io.hubplane.protocol.Payload;
import io.hubplane.protocol.PlainValues;
import io.hubplane.protocol.ReceivedValues;
import io.hubplane.protocol.StandardMapping;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages with their properties in ASP.NET Core's order. Values that the mapper would leave unchanged are
 * written without it. Safe for any thread.
 */
final class JsonMessageWriter {
    private static final int RECORD_SEPARATOR = 0x1E;
    /** Usual length of an object, a fraction and the like, in bytes; for longer ones the buffer grows. */
    private static final int USUAL_VALUE = 24;
    /** Usual length of a message that is not a call, in bytes; for longer ones the buffer grows. */
    private static final int USUAL_MESSAGE = 96;

    private final ObjectMapper mapper;
    private final DeclaredWriters writers;
    private final PlainValues plain;
    private final ReceivedValues received;
    /** Makes generators of values in an array in a message. */
    private final JsonFactory arguments = StandardMapper.factory(StandardMapping.MAXIMUM_DEPTH - 2);
    /** Makes generators of values in a message. */
    private final JsonFactory payloads = StandardMapper.factory(StandardMapping.MAXIMUM_DEPTH - 1);

    JsonMessageWriter(ObjectMapper mapper, ReceivedValues received) {
        this.mapper = mapper;
        this.writers = new DeclaredWriters(mapper);
        this.plain = new PlainValues(mapper);
        this.received = received;
    }

    byte[] write(HubMessage message) {
        JsonWriter out = new JsonWriter(expectedLength(message));
        try {
            writeProperties(out, message);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The message cannot be written as JSON: " + BindingException.reason(e), e);
        }
        out.write('}');
        out.write(RECORD_SEPARATOR);
        return out.toByteArray();
    }

    /** Exact for calls whose arguments are ASCII texts, so that those are copied only once. */
    private static int expectedLength(HubMessage message) {
        if (!(message instanceof HubMessage.Invocation call) || !(call.arguments() instanceof Arguments.Values made)) {
            return USUAL_MESSAGE;
        }
        int length = "{'type':1,'target':'','arguments':[]}\u001e".length()
                + call.target().length();
        if (call.invocationId() != null) {
            length += ",'invocationId':''".length() + call.invocationId().length();
        }
        String separator = "";
        for (Object value : made.values()) {
            length = Math.addExact(length, value instanceof String text ? "''".length() + text.length() : USUAL_VALUE);
            length += separator.length();
            separator = ",";
        }
        return length;
    }

    private void writeProperties(JsonWriter to, HubMessage message) throws IOException {
        if (message instanceof HubMessage.Invocation m) {
            begin(to, MessageTypes.INVOCATION, m.headers(), m.invocationId());
            writeCall(to, m.target(), m.arguments(), m.streamIds());
        } else if (message instanceof HubMessage.StreamItem m) {
            begin(to, MessageTypes.STREAM_ITEM, m.headers(), m.invocationId());
            writePayload(to, JsonProperty.ITEM, m.item());
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

    private static void begin(JsonWriter to, int type, Map<String, String> headers, @Nullable String invocationId) {
        to.raw("{\"type\":");
        to.raw(Integer.toString(type));
        if (!headers.isEmpty()) {
            to.raw(JsonProperty.HEADERS.begin());
            char mark = '{';
            for (Map.Entry<String, String> header : headers.entrySet()) {
                to.write(mark);
                to.string(header.getKey());
                to.write(':');
                to.string(header.getValue());
                mark = ',';
            }
            to.write('}');
        }
        if (invocationId != null) {
            writeString(to, JsonProperty.INVOCATION_ID, invocationId);
        }
    }

    private static void writeString(JsonWriter to, JsonProperty property, String value) {
        to.raw(property.begin());
        to.string(value);
    }

    private void writeCall(JsonWriter to, String target, Arguments values, List<String> streamIds) throws IOException {
        writeString(to, JsonProperty.TARGET, target);
        to.raw(JsonProperty.ARGUMENTS.begin());
        writeArguments(to, values);
        if (!streamIds.isEmpty()) {
            to.raw(JsonProperty.STREAM_IDS.begin());
            char mark = '[';
            for (String id : streamIds) {
                to.write(mark);
                to.string(id);
                mark = ',';
            }
            to.write(']');
        }
    }

    private void writeArguments(JsonWriter to, Arguments values) throws IOException {
        if (values instanceof Arguments.Values made) {
            to.write('[');
            @Nullable Object[] all = made.values();
            for (int i = 0; i < all.length; i++) {
                if (i > 0) {
                    to.write(',');
                }
                writeValue(to, all[i], made.declared(i), arguments);
            }
            to.write(']');
        } else {
            to.raw(received.arrayOf(values));
        }
    }

    private void writePayload(JsonWriter to, JsonProperty property, Payload payload) throws IOException {
        to.raw(property.begin());
        if (payload instanceof Payload.Value made) {
            writeValue(to, made.value(), made.declared(), payloads);
        } else {
            to.raw(received.valueOf(payload));
        }
    }

    private void writeValue(JsonWriter to, @Nullable Object value, Type declared, JsonFactory json) throws IOException {
        if (value == null) {
            to.raw("null");
        } else if (!plain.isWritten(value)) {
            try (JsonGenerator generator = json.createGenerator(to)) {
                generator.setCodec(mapper);
                writers.of(declared, value).writeValue(generator, value);
            }
        } else if (value instanceof String text) {
            to.string(text);
        } else {
            to.raw(value.toString()); // a whole number or a boolean
        }
    }

    private void writeOutcome(JsonWriter to, HubMessage.Completion completion) throws IOException {
        if (completion.error() != null) {
            writeString(to, JsonProperty.ERROR, completion.error());
        } else if (completion.result() != null) {
            writePayload(to, JsonProperty.RESULT, completion.result());
        }
    }

    private static void writeClose(JsonWriter to, HubMessage.Close close) {
        if (close.error() != null) {
            writeString(to, JsonProperty.ERROR, close.error());
        }
        if (close.allowReconnect()) {
            to.raw(JsonProperty.ALLOW_RECONNECT.begin());
            to.raw("true");
        }
    }

    private static void writeSequenceId(JsonWriter to, long sequenceId) {
        to.raw(JsonProperty.SEQUENCE_ID.begin());
        to.raw(Long.toString(sequenceId));
    }
}
