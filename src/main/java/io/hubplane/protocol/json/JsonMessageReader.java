package io.hubplane.protocol.json;

import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.MessageTypes;
import io.hubplane.protocol.Payload;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.protocol.ReceivedValues;
import io.hubplane.protocol.StandardMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one message in one pass; the kind of message may be known only at its end. For one thread and one message. */
final class JsonMessageReader {
    /** A property's value is one level below its message. */
    private static final int LEVELS_OF_VALUE = StandardMapping.MAXIMUM_DEPTH - 1;

    private final ReceivedValues values;
    private final JsonReader in;

    private @Nullable Integer type;
    private Map<String, String> headers = Map.of();
    private @Nullable String invocationId;
    private @Nullable String target;
    private @Nullable Arguments arguments;
    private List<String> streamIds = List.of();
    private @Nullable Payload item;
    private @Nullable Payload result;
    private @Nullable String error;
    private boolean allowReconnect;
    private @Nullable Long sequenceId;

    JsonMessageReader(ReceivedValues values, byte[] buffer, int offset, int length) {
        this.values = values;
        this.in = new JsonReader(buffer, offset, length);
    }

    @Nullable
    HubMessage read() {
        if (!in.take('{')) {
            throw new ProtocolException("Unexpected JSON Token Type '" + typeOfNext() + "'. Expected a JSON Object.");
        }
        if (!in.take('}')) {
            do {
                readProperty(in.name());
            } while (in.take(','));
            in.expect('}');
        }
        if (!in.isAtEnd()) {
            throw JsonReader.broken();
        }
        return message();
    }

    private void readProperty(JsonProperty property) {
        switch (property) {
            case TYPE -> type = type();
            case HEADERS -> headers = headers();
            case INVOCATION_ID -> invocationId = string(property);
            case TARGET -> target = string(property);
            case ARGUMENTS -> arguments = arguments();
            case STREAM_IDS -> streamIds = streamIds();
            case ITEM -> item = payload(property);
            case RESULT -> result = payload(property);
            case ERROR -> error = string(property);
            case ALLOW_RECONNECT -> allowReconnect = bool(property);
            case SEQUENCE_ID -> sequenceId = integer(property);
            case UNKNOWN -> in.skip(LEVELS_OF_VALUE);
        }
    }

    private @Nullable HubMessage message() {
        return switch (required("type", type)) {
            case MessageTypes.INVOCATION ->
                new HubMessage.Invocation(
                        headers,
                        emptyToNull(invocationId),
                        requiredText("target", target),
                        required("arguments", arguments),
                        streamIds);
            case MessageTypes.STREAM_INVOCATION ->
                new HubMessage.StreamInvocation(
                        headers,
                        requiredText("invocationId", invocationId),
                        requiredText("target", target),
                        required("arguments", arguments),
                        streamIds);
            case MessageTypes.STREAM_ITEM ->
                new HubMessage.StreamItem(headers, requiredText("invocationId", invocationId), required("item", item));
            case MessageTypes.COMPLETION -> completion();
            case MessageTypes.CANCEL_INVOCATION ->
                new HubMessage.CancelInvocation(headers, requiredText("invocationId", invocationId));
            case MessageTypes.PING -> HubMessage.Ping.INSTANCE;
            case MessageTypes.CLOSE -> new HubMessage.Close(error, allowReconnect);
            case MessageTypes.ACK -> new HubMessage.Ack(required("sequenceId", sequenceId));
            case MessageTypes.SEQUENCE -> new HubMessage.Sequence(required("sequenceId", sequenceId));
            default -> null;
        };
    }

    private HubMessage completion() {
        String id = requiredText("invocationId", invocationId);
        if (error != null && result != null) {
            throw new ProtocolException("The 'error' and 'result' properties are mutually exclusive.");
        }
        return new HubMessage.Completion(headers, id, error, result);
    }

    private int type() {
        long value = integer(JsonProperty.TYPE);
        if (value != (int) value) {
            throw JsonReader.broken();
        }
        return (int) value;
    }

    private long integer(JsonProperty property) {
        if (!in.isInteger()) {
            throw unexpected(property, "Number");
        }
        return in.integer();
    }

    private boolean bool(JsonProperty property) {
        boolean value = in.peek() == 't';
        if (!value && in.peek() != 'f') {
            throw new ProtocolException("Expected '" + property + "' to be true or false.");
        }
        in.skip(0);
        return value;
    }

    private String string(JsonProperty property) {
        if (in.peek() != '"') {
            throw unexpected(property, "String");
        }
        return in.string();
    }

    private Map<String, String> headers() {
        if (!in.take('{')) {
            throw unexpected(JsonProperty.HEADERS, "Object");
        }
        Map<String, String> read = new LinkedHashMap<>();
        if (!in.take('}')) {
            do {
                String name = in.string();
                in.expect(':');
                if (in.peek() != '"') {
                    throw new ProtocolException("Expected header '" + name + "' to be of type String.");
                }
                read.put(name, in.string());
            } while (in.take(','));
            in.expect('}');
        }
        return read;
    }

    private List<String> streamIds() {
        if (!in.take('[')) {
            throw unexpected(JsonProperty.STREAM_IDS, "Array");
        }
        List<String> read = new ArrayList<>();
        if (!in.take(']')) {
            do {
                if (in.peek() == 'n') {
                    throw new ProtocolException("Null value for 'streamIds' is not valid.");
                }
                read.add(string(JsonProperty.STREAM_IDS));
            } while (in.take(','));
            in.expect(']');
        }
        return read;
    }

    private Arguments arguments() {
        if (in.peek() != '[') {
            throw unexpected(JsonProperty.ARGUMENTS, "Array");
        }
        int start = in.position();
        int count = in.skipArray(LEVELS_OF_VALUE);
        return values.arguments(in.copyFrom(start), count);
    }

    private Payload payload(JsonProperty property) {
        in.peek();
        int start = in.position();
        in.skip(LEVELS_OF_VALUE);
        return values.payload(property.toString(), in.copyFrom(start));
    }

    private static <T> T required(String property, @Nullable T value) {
        if (value == null) {
            throw new ProtocolException("Missing required property '" + property + "'.");
        }
        return value;
    }

    private static String requiredText(String property, @Nullable String value) {
        return required(property, emptyToNull(value));
    }

    private static @Nullable String emptyToNull(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    private static ProtocolException unexpected(JsonProperty property, String type) {
        return new ProtocolException("Expected '" + property + "' to be of type " + type + ".");
    }

    private String typeOfNext() {
        return switch (in.peek()) {
            case '[' -> "Array";
            case '"' -> "String";
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "Number";
            case 't', 'f' -> "Boolean";
            case 'n' -> "Null";
            default -> throw JsonReader.broken();
        };
    }
}
