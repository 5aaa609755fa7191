package io.hubplane.bench.loop;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.Scope.Kind;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.SerializedHubMessage;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The messages between nodes when a text of 100 bytes is sent. */
@State(Scope.Thread)
public class BackplaneLoop {
    private static final List<HubProtocol> PROTOCOLS =
            Arrays.stream(Encoding.values()).map(Encoding::protocol).toList();
    private static final List<String> NOBODY = List.of();
    private static final List<String> OTHERS = List.of("n0dEn0dEn0dE.0123456789012345678901");

    private final SerializedHubMessage encoded = new SerializedHubMessage(Sample.TEXT.message());
    private final byte[] toAll = BackplaneCodec.encode(BackplaneMessage.Send.of(NOBODY, encoded.encodings(PROTOCOLS)));
    private final byte[] toOthers =
            BackplaneCodec.encode(BackplaneMessage.Send.of(OTHERS, encoded.encodings(PROTOCOLS)));

    /** Encodes a message of this node in both protocols. */
    @Benchmark
    public Object encodeForEachProtocol() {
        return new SerializedHubMessage(Sample.TEXT.message()).encodings(PROTOCOLS);
    }

    /** A message for everybody, or for a group. */
    @Benchmark
    public byte[] encodeToAll() {
        return BackplaneCodec.encode(BackplaneMessage.Send.of(NOBODY, encoded.encodings(PROTOCOLS)));
    }

    /** A message for everybody in a group but one. */
    @Benchmark
    public byte[] encodeToOthers() {
        return BackplaneCodec.encode(BackplaneMessage.Send.of(OTHERS, encoded.encodings(PROTOCOLS)));
    }

    /** A message for everybody. */
    @Benchmark
    public BackplaneMessage decodeToAll() {
        return BackplaneCodec.decode(Kind.ALL, toAll);
    }

    /** A message for everybody in a group but one. */
    @Benchmark
    public BackplaneMessage decodeToOthers() {
        return BackplaneCodec.decode(Kind.GROUP, toOthers);
    }
}
