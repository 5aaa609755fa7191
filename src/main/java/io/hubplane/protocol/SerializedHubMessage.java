package io.hubplane.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hub message that is encoded at most once for each protocol, however many connections receive it. A message from
 * another node exists only in encoded form. Safe for any thread.
 */
public final class SerializedHubMessage {
    private final @Nullable HubMessage message;
    private final Map<String, byte[]> encodings = new LinkedHashMap<>(4);

    /**
     * A message made here.
     *
     * @param message the message
     */
    public SerializedHubMessage(HubMessage message) {
        this.message = Objects.requireNonNull(message);
    }

    /**
     * A message received in encoded form.
     *
     * @param encodings the framed message for each protocol's name; the map is copied, the arrays are not
     */
    public SerializedHubMessage(Map<String, byte[]> encodings) {
        this.message = null;
        this.encodings.putAll(encodings);
    }

    /**
     * The message in one encoding.
     *
     * @param protocol the protocol
     * @return the framed message, which must not be changed; null if it came from a node without that protocol
     * @throws IllegalArgumentException if one of its values cannot be encoded
     */
    public synchronized byte @Nullable [] encoding(HubProtocol protocol) {
        byte[] encoding = encodings.get(protocol.name());
        if (encoding == null && message != null) {
            encoding = protocol.write(message);
            encodings.put(protocol.name(), encoding);
        }
        return encoding;
    }

    /**
     * The message in several encodings.
     *
     * @param protocols the protocols, in the order of the result
     * @return the framed message for each protocol's name
     */
    public synchronized Map<String, byte[]> encodings(List<HubProtocol> protocols) {
        Map<String, byte[]> result = new LinkedHashMap<>(4);
        for (HubProtocol protocol : protocols) {
            byte[] encoding = encoding(protocol);
            if (encoding != null) {
                result.put(protocol.name(), encoding);
            }
        }
        return result;
    }

    /**
     * The encodings made so far.
     *
     * @return the framed message for each protocol's name
     */
    public synchronized Map<String, byte[]> encodings() {
        return new LinkedHashMap<>(encodings);
    }
}
