package io.hubplane.connection;

import io.hubplane.protocol.Framing;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.protocol.TransferFormat;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A binary protocol for tests: one byte with the length, then the target of an invocation; an empty message is a ping.
 */
public final class ByteProtocol implements HubProtocol {
    @Override
    public String name() {
        return "bytes";
    }

    @Override
    public boolean supports(int version) {
        return version == 1;
    }

    @Override
    public TransferFormat transferFormat() {
        return TransferFormat.BINARY;
    }

    @Override
    public Framing framing() {
        return (buffer, offset, scanned, available) -> {
            if (available == 0) {
                return Framing.Bounds.incomplete(0);
            }
            int length = buffer[offset];
            return available > length ? new Framing.Bounds(1, length, length + 1) : Framing.Bounds.incomplete(length);
        };
    }

    @Override
    public @Nullable HubMessage read(byte[] buffer, int offset, int length) {
        String text = new String(buffer, offset, length, StandardCharsets.UTF_8);
        return switch (text) {
            case "" -> HubMessage.Ping.INSTANCE;
            case "?" -> null;
            case "!" -> throw new ProtocolException("Exclamation.");
            default -> HubMessage.Invocation.of(text);
        };
    }

    @Override
    public byte[] write(HubMessage message) {
        String text = message instanceof HubMessage.Invocation invocation
                ? invocation.target()
                : message.getClass().getSimpleName();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] result = new byte[bytes.length + 1];
        result[0] = (byte) bytes.length;
        System.arraycopy(bytes, 0, result, 1, bytes.length);
        return result;
    }
}
