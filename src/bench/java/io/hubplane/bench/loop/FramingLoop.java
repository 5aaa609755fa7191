package io.hubplane.bench.loop;

import io.hubplane.protocol.Framing;
import java.io.ByteArrayOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Separating several messages in one buffer, each of about 150 bytes. */
@State(Scope.Thread)
public class FramingLoop {
    private static final int MESSAGES = 8;

    /** How they are encoded. */
    @Param
    public Encoding encoding = Encoding.JSON;

    private Framing framing = Framing.RECORD_SEPARATOR;
    private byte[] buffer = {};

    /** Fills the buffer. */
    @Setup
    public void fill() {
        framing = encoding.protocol().framing();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < MESSAGES; i++) {
            bytes.writeBytes(encoding.protocol().write(Sample.TEXT.message()));
        }
        buffer = bytes.toByteArray();
    }

    /** Finds the next message. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int next() {
        int lengths = 0;
        int offset = 0;
        while (offset < buffer.length) {
            Framing.Bounds bounds = framing.next(buffer, offset, 0, buffer.length - offset);
            lengths += bounds.message();
            offset += bounds.frame();
        }
        return lengths;
    }
}
