package io.hubplane.bench.loop;

import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackHubProtocol;

/** The encodings of the hub protocol. */
public enum Encoding {
    /** Text. */
    JSON(new JsonHubProtocol()),
    /** Binary. */
    MESSAGEPACK(new MessagePackHubProtocol());

    @SuppressWarnings("ImmutableEnumChecker") // protocols are stateless
    private final HubProtocol protocol;

    Encoding(HubProtocol protocol) {
        this.protocol = protocol;
    }

    /**
     * The protocol.
     *
     * @return safe for any thread
     */
    public HubProtocol protocol() {
        return protocol;
    }
}
