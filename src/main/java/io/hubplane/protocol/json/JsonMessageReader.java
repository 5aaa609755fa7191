package io.hubplane.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.MessageTypes;
import io.hubplane.protocol.Payload;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.protocol.ReceivedValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one message in one pass; the kind of message may be known only at its end. For one thread and one message. */
final class JsonMessageReader {
    private final ReceivedValues values;
    private final byte[] buffer;
    private final int offset;
    private final JsonParser parser;

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

    private JsonMessageReader(ReceivedValues values, byte[] buffer, int offset, JsonParser parser) {
        this.values = values;
        this.buffer = buffer;
        this.offset = offset;
        this.parser = parser;
    }

    static @Nullable HubMessage read(JsonFactory json, ReceivedValues values, byte[] buffer, int offset, int length) {
        try (JsonParser parser = json.createParser(buffer, offset, length)) {
            JsonMessageReader reader = new JsonMessageReader(values, buffer, offset, parser);
            reader.readProperties();
            return reader.message();
        } catch (IOException e) {
            throw new ProtocolException("Error reading JSON.", e);
        }
    }

    private void readProperties() throws IOException {
        JsonToken start = parser.nextToken();
        if (start != JsonToken.START_OBJECT) {
            throw new ProtocolException(
                    start == null
                            ? "Error reading JSON."
                            : "Unexpected JSON Token Type '" + nameOf(start) + "'. Expected a JSON Object.");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String property = parser.currentName();
            readProperty(property, parser.nextToken());
        }
        if (parser.nextToken() != null) {
            throw new ProtocolException("Error reading JSON.");
        }
    }

    private void readProperty(String property, JsonToken value) throws IOException {
        switch (property) {
            case "type" -> type = integer(property, value);
            case "headers" -> headers = headers(value);
            case "invocationId" -> invocationId = string(property, value);
            case "target" -> target = string(property, value);
            case "arguments" -> arguments = arguments(value);
            case "streamIds" -> streamIds = streamIds(value);
            case "item" -> item = payload(property);
            case "result" -> result = payload(property);
            case "error" -> error = string(property, value);
            case "allowReconnect" -> allowReconnect = bool(property, value);
            case "sequenceId" -> sequenceId = longInteger(property, value);
            default -> parser.skipChildren();
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

    private int integer(String property, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected(property, "Number");
        }
        return parser.getIntValue();
    }

    private long longInteger(String property, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected(property, "Number");
        }
        return parser.getLongValue();
    }

    private static boolean bool(String property, JsonToken value) {
        if (!value.isBoolean()) {
            throw new ProtocolException("Expected '" + property + "' to be true or false.");
        }
        return value == JsonToken.VALUE_TRUE;
    }

    private String string(String property, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw unexpected(property, "String");
        }
        return parser.getText();
    }

    private Map<String, String> headers(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            throw unexpected("headers", "Object");
        }
        Map<String, String> read = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw new ProtocolException("Expected header '" + name + "' to be of type String.");
            }
            read.put(name, parser.getText());
        }
        return read;
    }

    private List<String> streamIds(JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            throw unexpected("streamIds", "Array");
        }
        List<String> read = new ArrayList<>();
        for (JsonToken id = parser.nextToken(); id != JsonToken.END_ARRAY; id = parser.nextToken()) {
            if (id == JsonToken.VALUE_NULL) {
                throw new ProtocolException("Null value for 'streamIds' is not valid.");
            }
            read.add(string("streamIds", id));
        }
        return read;
    }

    private Arguments arguments(JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            throw unexpected("arguments", "Array");
        }
        int start = tokenStart();
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            count++;
        }
        return values.arguments(copy(start), count);
    }

    private Payload payload(String property) throws IOException {
        int start = tokenStart();
        parser.skipChildren();
        return values.payload(property, copy(start));
    }

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private byte[] copy(int start) throws IOException {
        // Strings are read lazily: without this the parser could still stand at the opening quote.
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        return Arrays.copyOfRange(buffer, offset + start, offset + end);
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

    private static ProtocolException unexpected(String property, String type) {
        return new ProtocolException("Expected '" + property + "' to be of type " + type + ".");
    }

    private static String nameOf(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "Array";
            case VALUE_STRING -> "String";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "Number";
            case VALUE_TRUE, VALUE_FALSE -> "Boolean";
            case VALUE_NULL -> "Null";
            default -> token.name();
        };
    }
}
