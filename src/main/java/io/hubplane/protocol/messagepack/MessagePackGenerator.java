package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.base.GeneratorBase;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.JsonWriteContext;
import com.fasterxml.jackson.core.util.BufferRecycler;
import io.hubplane.protocol.MessagePackWriter;
import io.hubplane.protocol.StandardMapping;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the tokens that Jackson makes from objects. Holds nothing that must be released. Not thread safe. */
final class MessagePackGenerator extends GeneratorBase {
    /** The superclass needs it for its constraints; its buffers are never used. */
    private static final IOContext CONTEXT = new IOContext(
            StreamReadConstraints.defaults(),
            StreamWriteConstraints.defaults(),
            ErrorReportConfiguration.defaults(),
            new BufferRecycler(),
            ContentReference.unknown(),
            false);

    /** The number of digits of the largest integer of 64 bits. */
    private static final int LONGEST_INTEGER = 20;

    private final MessagePackWriter out;
    private final int[] opened = new int[StandardMapping.MAXIMUM_DEPTH];
    private int depth;

    /**
     * Makes a generator of values within a message.
     *
     * @param depth how many arrays and maps surround the values
     */
    MessagePackGenerator(MessagePackWriter out, ObjectCodec codec, int depth) {
        super(JsonGenerator.Feature.collectDefaults(), codec, CONTEXT);
        this.out = out;
        this.depth = depth;
    }

    @Override
    public boolean canWriteBinaryNatively() {
        return true;
    }

    @Override
    public void writeStartArray() throws IOException {
        open("start an array");
        _writeContext = _writeContext.createChildArrayContext();
    }

    @Override
    public void writeStartArray(@Nullable Object value) throws IOException {
        open("start an array");
        _writeContext = _writeContext.createChildArrayContext(value);
    }

    @Override
    public void writeStartArray(@Nullable Object value, int size) throws IOException {
        writeStartArray(value);
    }

    @Override
    public void writeEndArray() throws IOException {
        if (!_writeContext.inArray()) {
            _reportError("Current context not Array but " + _writeContext.typeDesc());
        }
        out.closeArray(opened[--depth], _writeContext.getEntryCount());
        _writeContext = _writeContext.getParent();
    }

    @Override
    public void writeStartObject() throws IOException {
        open("start an object");
        _writeContext = _writeContext.createChildObjectContext();
    }

    @Override
    public void writeStartObject(@Nullable Object value) throws IOException {
        open("start an object");
        _writeContext = _writeContext.createChildObjectContext(value);
    }

    @Override
    public void writeStartObject(@Nullable Object value, int size) throws IOException {
        writeStartObject(value);
    }

    @Override
    public void writeEndObject() throws IOException {
        if (!_writeContext.inObject()) {
            _reportError("Current context not Object but " + _writeContext.typeDesc());
        }
        out.closeMap(opened[--depth], _writeContext.getEntryCount());
        _writeContext = _writeContext.getParent();
    }

    private void open(String what) throws IOException {
        _verifyValueWrite(what);
        if (depth == opened.length) {
            throw new JsonGenerationException(
                    "The message is nested more than " + opened.length + " levels deep", this);
        }
        opened[depth++] = out.open();
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        nameWritten(name);
        out.string(name);
    }

    @Override
    public void writeFieldName(SerializableString name) throws IOException {
        nameWritten(name.getValue());
        byte[] utf8 = name.asUnquotedUTF8();
        out.string(utf8, 0, utf8.length);
    }

    /** Integers stay integers as keys, too. */
    @Override
    public void writeFieldId(long id) throws IOException {
        nameWritten(Long.toString(id));
        out.integer(id);
    }

    private void nameWritten(String name) throws IOException {
        if (_writeContext.writeFieldName(name) == JsonWriteContext.STATUS_EXPECT_VALUE) {
            _reportError("Can not write a field name, expecting a value");
        }
    }

    @Override
    public void writeString(@Nullable String text) throws IOException {
        if (text == null) {
            writeNull();
        } else {
            _verifyValueWrite("write a string");
            out.string(text);
        }
    }

    @Override
    public void writeString(char[] buffer, int offset, int length) throws IOException {
        writeString(new String(buffer, offset, length));
    }

    @Override
    public void writeString(SerializableString text) throws IOException {
        byte[] utf8 = text.asUnquotedUTF8();
        writeUTF8String(utf8, 0, utf8.length);
    }

    @Override
    public void writeRawUTF8String(byte[] buffer, int offset, int length) throws IOException {
        writeUTF8String(buffer, offset, length);
    }

    @Override
    public void writeUTF8String(byte[] buffer, int offset, int length) throws IOException {
        _verifyValueWrite("write a string");
        out.string(buffer, offset, length);
    }

    @Override
    public void writeRaw(String text) throws IOException {
        _reportUnsupportedOperation();
    }

    @Override
    public void writeRaw(String text, int offset, int length) throws IOException {
        _reportUnsupportedOperation();
    }

    @Override
    public void writeRaw(char[] text, int offset, int length) throws IOException {
        _reportUnsupportedOperation();
    }

    @Override
    public void writeRaw(char c) throws IOException {
        _reportUnsupportedOperation();
    }

    @Override
    public void writeBinary(Base64Variant variant, byte[] data, int offset, int length) throws IOException {
        _verifyValueWrite("write binary data");
        out.binary(data, offset, length);
    }

    @Override
    public void writeEmbeddedObject(@Nullable Object object) throws IOException {
        if (object instanceof Instant instant) {
            _verifyValueWrite("write a timestamp");
            out.extension(Timestamps.encode(instant));
        } else {
            super.writeEmbeddedObject(object);
        }
    }

    @Override
    public void writeNumber(int number) throws IOException {
        writeNumber((long) number);
    }

    @Override
    public void writeNumber(long number) throws IOException {
        _verifyValueWrite("write a number");
        out.integer(number);
    }

    @Override
    public void writeNumber(@Nullable BigInteger number) throws IOException {
        if (number == null) {
            writeNull();
        } else if (number.bitLength() < Long.SIZE) {
            writeNumber(number.longValue());
        } else if (number.bitLength() == Long.SIZE && number.signum() > 0) {
            _verifyValueWrite("write a number");
            out.wideUnsigned(number.longValue());
        } else {
            _verifyValueWrite("write a number");
            out.binary(BigIntegers.encode(number));
        }
    }

    @Override
    public void writeNumber(double number) throws IOException {
        _verifyValueWrite("write a number");
        out.float64(number);
    }

    @Override
    public void writeNumber(float number) throws IOException {
        _verifyValueWrite("write a number");
        out.float32(number);
    }

    /** As text, so that no digit is lost; .NET clients read a decimal only from text. */
    @Override
    public void writeNumber(@Nullable BigDecimal number) throws IOException {
        writeString(number == null ? null : number.toString());
    }

    /**
     * A number of no particular type, as in JSON-P: an integer if it is one and has at most 64 bits, else a fraction.
     */
    @Override
    public void writeNumber(String number) throws IOException {
        BigDecimal decimal = new BigDecimal(number);
        boolean mayBeWhole = decimal.scale() <= 0 && decimal.precision() - (long) decimal.scale() <= LONGEST_INTEGER;
        BigInteger whole = mayBeWhole ? decimal.toBigInteger() : null;
        if (whole != null && whole.bitLength() <= (whole.signum() > 0 ? Long.SIZE : Long.SIZE - 1)) {
            writeNumber(whole);
        } else {
            writeNumber(decimal.doubleValue());
        }
    }

    @Override
    public void writeBoolean(boolean value) throws IOException {
        _verifyValueWrite("write a boolean");
        out.bool(value);
    }

    @Override
    public void writeNull() throws IOException {
        _verifyValueWrite("write null");
        out.nil();
    }

    @Override
    protected void _verifyValueWrite(String action) throws IOException {
        if (_writeContext.writeValue() == JsonWriteContext.STATUS_EXPECT_NAME) {
            _reportError("Can not " + action + ", expecting a field name");
        }
    }

    @Override
    public void flush() {
        // Everything is written at once.
    }

    @Override
    public void close() {
        _closed = true;
    }

    @Override
    protected void _releaseBuffers() {
        // There are no buffers.
    }
}
