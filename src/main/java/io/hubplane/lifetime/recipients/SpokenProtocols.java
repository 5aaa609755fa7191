package io.hubplane.lifetime.recipients;

import io.hubplane.protocol.HubProtocol;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The protocols that the open connections of this node use. With them, a message can be encoded for all its receivers
 * before the first gets it, and for no unused protocol. Safe for any thread.
 */
final class SpokenProtocols {
    private final List<HubProtocol> protocols;
    private final AtomicIntegerArray speakers;

    SpokenProtocols(List<HubProtocol> protocols) {
        this.protocols = protocols;
        this.speakers = new AtomicIntegerArray(protocols.size());
    }

    /** Call this before the connection can be found. */
    void add(HubProtocol protocol) {
        speakers.incrementAndGet(protocols.indexOf(protocol));
    }

    /** Call this when the connection can no longer be found. */
    void remove(HubProtocol protocol) {
        speakers.decrementAndGet(protocols.indexOf(protocol));
    }

    /**
     * Encodes a message for all protocols in use here. If none is in use, it encodes for one protocol, to check that
     * the message can be encoded.
     *
     * @throws IllegalArgumentException if a value in it cannot be encoded
     */
    void encode(FanOut fanOut) {
        boolean spoken = false;
        for (int i = 0; i < protocols.size(); i++) {
            if (speakers.get(i) > 0) {
                fanOut.encodeFor(protocols.get(i));
                spoken = true;
            }
        }
        if (!spoken) {
            fanOut.encodeFor(protocols.get(0));
        }
    }
}
