package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.DeclaredWriters;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.MessagePackWriter;
import io.hubplane.protocol.MessageTypes;
import io.hubplane.protocol.Payload;
import io.hubplane.protocol.PlainValues;
import io.hubplane.protocol.ReceivedValues;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes messages with all their items, as ASP.NET Core does. Safe for any thread. */
final class MessagePackMessageWriter {
    /**
     * Enough for a message with a few short arguments, not counting texts, in bytes; for longer ones the buffer grows.
     */
    private static final int USUAL_LENGTH = 91;

    private final ObjectMapper mapper;
    private final DeclaredWriters writers;
    private final PlainValues plain;
    private final ReceivedValues received;

    MessagePackMessageWriter(ObjectMapper mapper, ReceivedValues received) {
        this.mapper = mapper;
        this.received = received;
        this.writers = new DeclaredWriters(mapper);
        this.plain = new PlainValues(mapper);
    }

    byte[] write(HubMessage message) {
        MessagePackWriter out = VarintFraming.begin(expectedLength(message));
        try {
            write(out, message);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The message cannot be written as MessagePack: " + BindingException.reason(e), e);
        }
        return VarintFraming.frame(out);
    }

    private static int expectedLength(HubMessage message) {
        int length = USUAL_LENGTH;
        if (message instanceof HubMessage.Invocation call && call.arguments() instanceof Arguments.Values made) {
            for (Object value : made.values()) {
                length = value instanceof String text ? Math.addExact(length, text.length()) : length;
            }
        }
        return length;
    }

    private void write(MessagePackWriter out, HubMessage message) throws IOException {
        if (message instanceof HubMessage.Invocation m) {
            begin(out, 6, MessageTypes.INVOCATION, m.headers(), m.invocationId());
            writeCall(out, m.target(), m.arguments(), m.streamIds());
        } else if (message instanceof HubMessage.StreamItem m) {
            begin(out, 4, MessageTypes.STREAM_ITEM, m.headers(), m.invocationId());
            writePayload(out, m.item());
        } else if (message instanceof HubMessage.Completion m) {
            writeCompletion(out, m);
        } else if (message instanceof HubMessage.StreamInvocation m) {
            begin(out, 6, MessageTypes.STREAM_INVOCATION, m.headers(), m.invocationId());
            writeCall(out, m.target(), m.arguments(), m.streamIds());
        } else if (message instanceof HubMessage.CancelInvocation m) {
            begin(out, 3, MessageTypes.CANCEL_INVOCATION, m.headers(), m.invocationId());
        } else if (message instanceof HubMessage.Ping) {
            begin(out, 1, MessageTypes.PING);
        } else if (message instanceof HubMessage.Close m) {
            begin(out, 3, MessageTypes.CLOSE);
            writeText(out, m.error());
            out.bool(m.allowReconnect());
        } else if (message instanceof HubMessage.Ack m) {
            begin(out, 2, MessageTypes.ACK);
            out.integer(m.sequenceId());
        } else if (message instanceof HubMessage.Sequence m) {
            begin(out, 2, MessageTypes.SEQUENCE);
            out.integer(m.sequenceId());
        }
    }

    private static void begin(MessagePackWriter out, int items, int type) {
        out.array(items);
        out.integer(type);
    }

    private static void begin(
            MessagePackWriter out, int items, int type, Map<String, String> headers, @Nullable String invocationId) {
        begin(out, items, type);
        out.map(headers.size());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            out.string(header.getKey());
            out.string(header.getValue());
        }
        writeText(out, invocationId);
    }

    private static void writeText(MessagePackWriter out, @Nullable String value) {
        if (value == null) {
            out.nil();
        } else {
            out.string(value);
        }
    }

    private void writeCall(MessagePackWriter out, String target, Arguments arguments, List<String> streamIds)
            throws IOException {
        out.string(target);
        writeArguments(out, arguments);
        out.array(streamIds.size());
        for (String id : streamIds) {
            out.string(id);
        }
    }

    private void writeArguments(MessagePackWriter out, Arguments arguments) throws IOException {
        if (arguments instanceof Arguments.Values made) {
            writeValues(out, made);
        } else {
            writeRaw(out, received.arrayOf(arguments));
        }
    }

    private void writeCompletion(MessagePackWriter out, HubMessage.Completion completion) throws IOException {
        String error = completion.error();
        Payload result = completion.result();
        int items = error == null && result == null ? 4 : 5;
        begin(out, items, MessageTypes.COMPLETION, completion.headers(), completion.invocationId());
        if (error != null) {
            out.integer(CompletionKinds.ERROR);
            out.string(error);
        } else if (result != null) {
            out.integer(CompletionKinds.NON_VOID);
            writePayload(out, result);
        } else {
            out.integer(CompletionKinds.VOID);
        }
    }

    private void writePayload(MessagePackWriter out, Payload payload) throws IOException {
        if (payload instanceof Payload.Value made) {
            writeValue(out, made.value(), made.declared());
        } else {
            writeRaw(out, received.valueOf(payload));
        }
    }

    /** One generator is enough for all of them. */
    @SuppressWarnings("resource") // it holds only the writer, which needs no closing
    private void writeValues(MessagePackWriter out, Arguments.Values made) throws IOException {
        @Nullable Object[] all = made.values();
        out.array(all.length);
        MessagePackGenerator generator = null;
        for (int i = 0; i < all.length; i++) {
            Object value = all[i];
            if (value == null) {
                out.nil();
            } else if (plain.isWritten(value)) {
                writePlain(out, value);
            } else {
                generator = generator == null ? new MessagePackGenerator(out, mapper, 2) : generator;
                writers.of(made.declared(i), value).writeValue(generator, value);
            }
        }
    }

    @SuppressWarnings("resource") // it holds only the writer, which needs no closing
    private void writeValue(MessagePackWriter out, @Nullable Object value, Type declared) throws IOException {
        if (value == null) {
            out.nil();
        } else if (plain.isWritten(value)) {
            writePlain(out, value);
        } else {
            writers.of(declared, value).writeValue(new MessagePackGenerator(out, mapper, 1), value);
        }
    }

    private static void writePlain(MessagePackWriter out, Object value) {
        if (value instanceof String text) {
            out.string(text);
        } else if (value instanceof Number number) {
            out.integer(number.longValue());
        } else {
            out.bool((Boolean) value);
        }
    }

    private static void writeRaw(MessagePackWriter out, byte[] bytes) {
        out.raw(bytes, 0, bytes.length);
    }
}
