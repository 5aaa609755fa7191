package io.hubplane.protocol.messagepack;

import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessageTypes;
import io.hubplane.protocol.Payload;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.protocol.ReceivedValues;
import io.hubplane.protocol.StandardMapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one message; its values stay encoded. For one thread and one message. */
final class MessagePackMessageReader {
    /** A value is one level below its message, an argument two. */
    private static final int LEVELS_OF_VALUE = StandardMapping.MAXIMUM_DEPTH - 1;

    private final ReceivedValues values;
    private final byte[] buffer;
    private final MessagePackReader in;
    private int items;

    MessagePackMessageReader(ReceivedValues values, byte[] buffer, int offset, int length) {
        this.values = values;
        this.buffer = buffer;
        this.in = new MessagePackReader(buffer, offset, length);
    }

    @Nullable
    HubMessage read() {
        items = 1;
        items = array(null);
        return switch (integer("messageType")) {
            case MessageTypes.INVOCATION -> invocation();
            case MessageTypes.STREAM_INVOCATION -> streamInvocation();
            case MessageTypes.STREAM_ITEM ->
                new HubMessage.StreamItem(headers(), invocationId("StreamItem"), payload("item"));
            case MessageTypes.COMPLETION -> completion();
            case MessageTypes.CANCEL_INVOCATION ->
                new HubMessage.CancelInvocation(headers(), invocationId("CancelInvocation"));
            case MessageTypes.PING -> HubMessage.Ping.INSTANCE;
            case MessageTypes.CLOSE -> new HubMessage.Close(nullableText("error"), items > 0 && bool("allowReconnect"));
            case MessageTypes.ACK -> new HubMessage.Ack(longInteger("sequenceId"));
            case MessageTypes.SEQUENCE -> new HubMessage.Sequence(longInteger("sequenceId"));
            default -> null;
        };
    }

    private HubMessage invocation() {
        Map<String, String> headers = headers();
        String id = nullableText("invocationId");
        return new HubMessage.Invocation(
                headers,
                id == null || id.isEmpty() ? null : id,
                required(text("target"), "target for Invocation message"),
                arguments(),
                streamIds());
    }

    private HubMessage streamInvocation() {
        return new HubMessage.StreamInvocation(
                headers(),
                invocationId("StreamInvocation"),
                required(text("target"), "target for StreamInvocation message"),
                arguments(),
                streamIds());
    }

    private HubMessage completion() {
        Map<String, String> headers = headers();
        String id = invocationId("Completion");
        return switch (integer("resultKind")) {
            case CompletionKinds.ERROR -> new HubMessage.Completion(headers, id, text("error"), null);
            case CompletionKinds.VOID -> new HubMessage.Completion(headers, id, null, null);
            case CompletionKinds.NON_VOID -> new HubMessage.Completion(headers, id, null, payload("result"));
            default -> throw new ProtocolException("Invalid invocation result kind.");
        };
    }

    private Map<String, String> headers() {
        int count = map("headers");
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        items += 2 * count;
        for (int i = 0; i < count; i++) {
            String name = required(text("headers[" + i + "].Key"), "key in header");
            headers.put(name, required(text("headers[" + i + "].Value"), "value in header"));
        }
        return headers;
    }

    private String invocationId(String message) {
        String id = text("invocationId");
        if (id.isEmpty()) {
            throw new ProtocolException("Null or empty invocation ID for " + message + " message.");
        }
        return id;
    }

    private Arguments arguments() {
        int start = in.position();
        int count = array("arguments");
        for (int i = 0; i < count; i++) {
            in.skip(LEVELS_OF_VALUE - 1);
        }
        return values.arguments(copyFrom(start), count);
    }

    private List<String> streamIds() {
        int count = items == 0 ? 0 : array("streamIds");
        if (count == 0) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        items += count;
        for (int i = 0; i < count; i++) {
            ids.add(required(text("streamIds"), "value in streamIds received"));
        }
        return ids;
    }

    private Payload payload(String property) {
        begin(property);
        int start = in.position();
        in.skip(LEVELS_OF_VALUE);
        return values.payload(property, copyFrom(start));
    }

    private byte[] copyFrom(int start) {
        return Arrays.copyOfRange(buffer, start, in.position());
    }

    private int array(@Nullable String field) {
        try {
            begin(field);
            return in.array();
        } catch (ProtocolException e) {
            throw new ProtocolException(
                    "Reading array length" + (field == null ? "" : " for '" + field + "'") + " failed.", e);
        }
    }

    private int map(String field) {
        try {
            begin(field);
            return in.map();
        } catch (ProtocolException e) {
            throw new ProtocolException("Reading map length for '" + field + "' failed.", e);
        }
    }

    private String text(String field) {
        try {
            begin(field);
            return in.string();
        } catch (ProtocolException e) {
            throw failed(field, "String", e);
        }
    }

    private @Nullable String nullableText(String field) {
        try {
            begin(field);
            return in.nullableString();
        } catch (ProtocolException e) {
            throw failed(field, "String", e);
        }
    }

    private int integer(String field) {
        try {
            begin(field);
            return in.integer();
        } catch (ProtocolException e) {
            throw failed(field, "Int32", e);
        }
    }

    private long longInteger(String field) {
        try {
            begin(field);
            return in.longInteger();
        } catch (ProtocolException e) {
            throw failed(field, "Int64", e);
        }
    }

    private boolean bool(String field) {
        try {
            begin(field);
            return in.bool();
        } catch (ProtocolException e) {
            throw failed(field, "Boolean", e);
        }
    }

    /** Counts an item, because the reader itself would continue past the end of the message's array. */
    private void begin(@Nullable String field) {
        if (items-- == 0) {
            throw new ProtocolException("Missing item '" + field + "'.");
        }
    }

    private static String required(String value, String name) {
        if (value.isEmpty()) {
            throw new ProtocolException("Null or empty " + name + ".");
        }
        return value;
    }

    private static ProtocolException failed(String field, String type, ProtocolException cause) {
        return new ProtocolException("Reading '" + field + "' as " + type + " failed.", cause);
    }
}
