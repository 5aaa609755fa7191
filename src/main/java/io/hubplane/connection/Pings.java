package io.hubplane.connection;

import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The pings of a hub, which all its connections share: one for each protocol, encoded once. Immutable. */
final class Pings {
    private final Map<HubProtocol, EncodedMessage> pings;

    Pings(Collection<HubProtocol> protocols) {
        pings = protocols.stream().collect(Collectors.toUnmodifiableMap(protocol -> protocol, Pings::encode));
    }

    private static EncodedMessage encode(HubProtocol protocol) {
        return EncodedMessage.control(protocol.write(HubMessage.Ping.INSTANCE));
    }

    EncodedMessage of(HubProtocol protocol) {
        EncodedMessage ping = pings.get(protocol);
        return ping == null ? encode(protocol) : ping;
    }
}
