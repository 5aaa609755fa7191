package io.hubplane.bench.loop;

import io.hubplane.protocol.Framing;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.Payload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Writing and reading one message. */
@State(Scope.Thread)
public class HubProtocolLoop {
    /** How it is encoded. */
    @Param
    public Encoding encoding = Encoding.JSON;

    /** The message. */
    @Param
    public Sample sample = Sample.PING;

    private HubProtocol protocol = encoding.protocol();
    private byte[] frame = {};
    private Framing.Bounds bounds = Framing.Bounds.incomplete(0);

    /** Encodes what is read. */
    @Setup
    public void encode() {
        protocol = encoding.protocol();
        frame = protocol.write(sample.message());
        bounds = protocol.framing().next(frame, 0, 0, frame.length);
    }

    /** From objects to a frame. */
    @Benchmark
    public byte[] write() {
        return protocol.write(sample.message());
    }

    /** From a frame to objects. */
    @Benchmark
    public @Nullable Object read() {
        HubMessage message = protocol.read(frame, bounds.header(), bounds.message());
        if (message instanceof HubMessage.Invocation call) {
            return call.arguments().bind(sample.types());
        }
        if (message instanceof HubMessage.Completion completion) {
            Payload result = Objects.requireNonNull(completion.result());
            return result.bind(sample.types().get(0));
        }
        return message;
    }
}
