package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.base.ParserMinimalBase;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.json.JsonReadContext;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackType;
import io.hubplane.protocol.StandardMapping;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives Jackson the tokens of one value that has already been skipped once, so its nesting and lengths are known to be
 * valid. Binary data are embedded objects of type {@code byte[]}, timestamps embedded objects of type {@link Instant}.
 * Holds nothing that must be released. Not thread safe.
 */
final class MessagePackParser extends ParserMinimalBase {
    /**
     * An extension that fits no type. It is not null, so that it is refused for a declared member and skipped for an
     * unknown one.
     */
    private record UnknownExtension(byte type) {}

    private final MessagePackReader in;
    /** For each array or map around the current token, how many of its items or entries are still to come. */
    private final int[] remaining = new int[StandardMapping.MAXIMUM_DEPTH];

    private int depth;
    private @Nullable ObjectCodec codec;
    private JsonReadContext context = JsonReadContext.createRootContext(null);
    private boolean closed;

    private @Nullable String text;
    private @Nullable Object embedded;
    private Number number = 0;

    MessagePackParser(byte[] value, ObjectCodec codec) {
        super(JsonParser.Feature.collectDefaults(), StreamReadConstraints.defaults());
        this.in = new MessagePackReader(value);
        this.codec = codec;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = next();
        _currToken = token;
        return token;
    }

    private @Nullable JsonToken next() throws IOException {
        if (depth == 0) {
            return _currToken == null ? value() : null;
        }
        boolean nameExpected = context.inObject() && _currToken != JsonToken.FIELD_NAME;
        if (remaining[depth - 1] == 0 && (nameExpected || context.inArray())) {
            return end();
        }
        if (nameExpected) {
            remaining[depth - 1]--;
            text = name();
            context.setCurrentName(text);
            return JsonToken.FIELD_NAME;
        }
        if (context.inArray()) {
            remaining[depth - 1]--;
        }
        return value();
    }

    private JsonToken end() {
        JsonToken token = context.inArray() ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
        context = Objects.requireNonNull(context.getParent());
        depth--;
        return token;
    }

    /** Map keys of types that JSON does not have become text, as Jackson requires. */
    private String name() throws IOException {
        MessagePackType type = in.type();
        return switch (type) {
            case STRING -> in.string();
            case INTEGER -> integer().toString();
            case FLOATING_POINT -> Double.toString(in.floatingPoint());
            case BOOLEAN -> Boolean.toString(in.bool());
            default -> throw _constructReadException("A key of a map is of type %s", type);
        };
    }

    private JsonToken value() {
        context.expectComma(); // counts the value
        return switch (in.type()) {
            case NIL -> {
                in.nil();
                yield JsonToken.VALUE_NULL;
            }
            case BOOLEAN -> in.bool() ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
            case INTEGER -> {
                number = integer();
                yield JsonToken.VALUE_NUMBER_INT;
            }
            case FLOATING_POINT -> {
                boolean single = in.peek() == 0xca;
                double value = in.floatingPoint();
                number = single ? (Number) (float) value : (Number) value;
                yield JsonToken.VALUE_NUMBER_FLOAT;
            }
            case STRING -> {
                text = in.string();
                yield JsonToken.VALUE_STRING;
            }
            case BINARY -> {
                embedded = in.binary();
                yield JsonToken.VALUE_EMBEDDED_OBJECT;
            }
            case EXTENSION -> {
                byte[] extension = in.extension();
                Instant timestamp = Timestamps.decode(extension);
                embedded = timestamp == null ? new UnknownExtension(extension[0]) : timestamp;
                yield JsonToken.VALUE_EMBEDDED_OBJECT;
            }
            case ARRAY -> {
                remaining[depth++] = in.array();
                context = context.createChildArrayContext(-1, -1);
                yield JsonToken.START_ARRAY;
            }
            case MAP -> {
                remaining[depth++] = in.map();
                context = context.createChildObjectContext(-1, -1);
                yield JsonToken.START_OBJECT;
            }
        };
    }

    private Number integer() {
        boolean unsigned = in.peek() == 0xcf;
        long value = in.integerBits();
        if (unsigned && value < 0) {
            return new BigInteger(Long.toUnsignedString(value));
        }
        return value == (int) value ? (Number) (int) value : (Number) value;
    }

    @Override
    public String getText() {
        return switch (_currToken) {
            case FIELD_NAME, VALUE_STRING -> Objects.requireNonNull(text);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number.toString();
            default -> _currToken.asString();
        };
    }

    @Override
    public char[] getTextCharacters() {
        return getText().toCharArray();
    }

    @Override
    public boolean hasTextCharacters() {
        return false;
    }

    @Override
    public int getTextLength() {
        return getText().length();
    }

    @Override
    public int getTextOffset() {
        return 0;
    }

    /** The value itself, not a copy. */
    @Override
    public @Nullable Object getEmbeddedObject() {
        return _currToken == JsonToken.VALUE_EMBEDDED_OBJECT ? embedded : null;
    }

    /** Not {@link #getText} for an embedded object: that would be mistaken for its value. */
    @Override
    public @Nullable String getValueAsString(@Nullable String otherwise) throws IOException {
        return _currToken == JsonToken.VALUE_EMBEDDED_OBJECT ? otherwise : super.getValueAsString(otherwise);
    }

    /** Binary data unchanged, text as Base64. */
    @Override
    public byte[] getBinaryValue(Base64Variant variant) throws IOException {
        if (_currToken == JsonToken.VALUE_EMBEDDED_OBJECT && embedded instanceof byte[] bytes) {
            return bytes;
        }
        if (_currToken != JsonToken.VALUE_STRING) {
            throw _constructReadException("Neither binary data nor text: %s", _currToken);
        }
        try (ByteArrayBuilder builder = new ByteArrayBuilder()) {
            _decodeBase64(getText(), builder, variant);
            return builder.toByteArray();
        }
    }

    @Override
    public Number getNumberValue() throws IOException {
        if (_currToken == null || !_currToken.isNumeric()) {
            throw _constructReadException("Not a number: %s", _currToken);
        }
        return number;
    }

    @Override
    public NumberType getNumberType() throws IOException {
        Number value = getNumberValue();
        if (value instanceof Integer) {
            return NumberType.INT;
        }
        if (value instanceof Long) {
            return NumberType.LONG;
        }
        if (value instanceof Double) {
            return NumberType.DOUBLE;
        }
        return value instanceof Float ? NumberType.FLOAT : NumberType.BIG_INTEGER;
    }

    @Override
    public int getIntValue() throws IOException {
        long value = getLongValue();
        if (value != (int) value) {
            reportOverflowInt();
        }
        return (int) value;
    }

    @Override
    public long getLongValue() throws IOException {
        Number value = getNumberValue();
        if (value instanceof BigInteger) {
            reportOverflowLong();
        }
        return value.longValue();
    }

    @Override
    public BigInteger getBigIntegerValue() throws IOException {
        Number value = getNumberValue();
        return value instanceof BigInteger big ? big : getDecimalValue().toBigInteger();
    }

    @Override
    public float getFloatValue() throws IOException {
        return getNumberValue().floatValue();
    }

    @Override
    public double getDoubleValue() throws IOException {
        return getNumberValue().doubleValue();
    }

    @Override
    public BigDecimal getDecimalValue() throws IOException {
        return new BigDecimal(getNumberValue().toString());
    }

    @Override
    public String currentName() {
        boolean opened = _currToken == JsonToken.START_OBJECT || _currToken == JsonToken.START_ARRAY;
        JsonReadContext parent = context.getParent();
        return (opened && parent != null ? parent : context).getCurrentName();
    }

    @Override
    @SuppressWarnings("deprecation") // deprecated, but abstract
    public String getCurrentName() {
        return currentName();
    }

    @Override
    public void overrideCurrentName(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JsonStreamContext getParsingContext() {
        return context;
    }

    @Override
    public JsonLocation currentLocation() {
        return new JsonLocation(ContentReference.unknown(), in.position(), -1, -1);
    }

    @Override
    public JsonLocation currentTokenLocation() {
        return currentLocation();
    }

    @Override
    @SuppressWarnings("deprecation") // deprecated, but abstract
    public JsonLocation getCurrentLocation() {
        return currentLocation();
    }

    @Override
    @SuppressWarnings("deprecation") // deprecated, but abstract
    public JsonLocation getTokenLocation() {
        return currentLocation();
    }

    @Override
    public @Nullable ObjectCodec getCodec() {
        return codec;
    }

    @Override
    public void setCodec(@Nullable ObjectCodec codec) {
        this.codec = codec;
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    protected void _handleEOF() {
        // The value was complete.
    }

    @Override
    public void close() {
        closed = true;
        _currToken = null;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }
}
