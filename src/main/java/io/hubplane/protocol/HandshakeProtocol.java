package io.hubplane.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The exchange before the first hub message (Hub Protocol, <em>Overview</em>). It is JSON ended by 0x1E, whichever hub
 * protocol is asked for:
 *
 * <pre>
 * client: {"protocol":"json","version":1}␞
 * server: {}␞   or   {"error":"text"}␞ and the end of the connection
 * </pre>
 *
 * <p>Stateless and safe for any thread.
 */
public final class HandshakeProtocol {
    /** The error when the request did not come in time, was too long, or the connection ended first. */
    public static final String CANCELED = "Handshake was canceled.";

    /** The error for a failure whose details the client need not know. */
    public static final String UNEXPECTED_ERROR = "An unexpected error occurred during connection handshake.";

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            // The default pool would leave thread locals on the container's threads.
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private HandshakeProtocol() {}

    /**
     * Reads a request. Its properties may come in any order; unknown ones are skipped.
     *
     * @param buffer holds the request; not kept or changed
     * @param offset where the request begins
     * @param length its length in bytes, without the record separator
     * @return the request
     * @throws ProtocolException if it is not a handshake request
     */
    public static HandshakeRequest readRequest(byte[] buffer, int offset, int length) {
        try (JsonParser parser = JSON.createParser(buffer, offset, length)) {
            return readRequest(parser);
        } catch (IOException e) {
            throw new ProtocolException("Error reading JSON.", e);
        }
    }

    private static HandshakeRequest readRequest(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new ProtocolException("The handshake request is not a JSON object.");
        }
        String protocol = null;
        Integer version = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String property = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (property) {
                case "protocol" -> protocol = string(parser, value);
                case "version" -> version = integer(parser, value);
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new ProtocolException("The handshake request has data after its JSON object.");
        }
        return new HandshakeRequest(required("protocol", protocol), required("version", version));
    }

    private static String string(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw new ProtocolException("Expected 'protocol' to be of type String.");
        }
        return parser.getText();
    }

    private static Integer integer(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_NUMBER_INT) {
            throw new ProtocolException("Expected 'version' to be of type Number.");
        }
        return parser.getIntValue();
    }

    private static <T> T required(String property, @Nullable T value) {
        if (value == null) {
            throw new ProtocolException("Missing required property '" + property + "'.");
        }
        return value;
    }

    /**
     * The answer to an accepted request.
     *
     * @return the framed answer, owned by the caller
     */
    public static byte[] success() {
        return new byte[] {'{', '}', RecordSeparatorFraming.SEPARATOR};
    }

    /**
     * The answer to a refused request.
     *
     * @param text the text for the client
     * @return the framed answer, owned by the caller
     */
    public static byte[] error(String text) {
        ByteArrayBuilder out = new ByteArrayBuilder();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("error", text);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.append(RecordSeparatorFraming.SEPARATOR);
        return out.toByteArray();
    }

    /**
     * The error when the hub has no such protocol.
     *
     * @param protocol the name the client asked for
     * @return the text
     */
    public static String unsupportedProtocol(String protocol) {
        return "The protocol '" + protocol + "' is not supported.";
    }

    /**
     * The error when the hub has the protocol only in other versions.
     *
     * @param request what the client asked for
     * @return the text
     */
    public static String unsupportedVersion(HandshakeRequest request) {
        return "The server does not support version " + request.version() + " of the '" + request.protocol()
                + "' protocol.";
    }

    /**
     * The error when the transport cannot carry the protocol.
     *
     * @param protocol the protocol the client asked for
     * @return the text
     */
    public static String unsupportedTransferFormat(HubProtocol protocol) {
        String name = protocol.transferFormat().name();
        String format = name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
        return "Cannot use the '" + protocol.name()
                + "' protocol on the current transport. The transport does not support '" + format
                + "' transfer format.";
    }
}
