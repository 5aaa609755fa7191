package io.hubplane.lifetime;

import io.hubplane.protocol.HubProtocol;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which protocols the open connections of this node speak, so that a message can be encoded for all of its receivers
 * before the first has it, and for nobody else. Safe for any thread.
 */
final class SpokenProtocols {
    private final List<HubProtocol> protocols;
    private final AtomicIntegerArray speakers;

    SpokenProtocols(List<HubProtocol> protocols) {
        this.protocols = protocols;
        this.speakers = new AtomicIntegerArray(protocols.size());
    }

    /** To be called before a connection can be found. */
    void add(HubProtocol protocol) {
        speakers.incrementAndGet(protocols.indexOf(protocol));
    }

    /** To be called when a connection cannot be found any more. */
    void remove(HubProtocol protocol) {
        speakers.decrementAndGet(protocols.indexOf(protocol));
    }

    /**
     * Encodes a message for everybody here; if there is nobody, for one protocol, so that it is known at least that it
     * can be encoded.
     *
     * @throws IllegalArgumentException if a value it carries cannot be encoded
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
