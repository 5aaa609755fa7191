package io.hubplane.lifetime;

import io.hubplane.connection.HubServices;
import io.hubplane.lifetime.recipients.FanOut;
import io.hubplane.lifetime.recipients.LocalConnections;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.protocol.HubMessage;
import java.util.Objects;

/** Sends to connections of this node only, what those of other nodes learn from their own. Safe for any thread. */
record LocalSends(HubServices services, LocalConnections connections) {
    void send(Recipients recipients, HubMessage.Invocation message) {
        FanOut fanOut = FanOut.of(message, services);
        try {
            connections.encode(fanOut);
            if (recipients instanceof Recipients.Connections some) {
                some.ids().stream()
                        .map(connections::find)
                        .filter(Objects::nonNull)
                        .forEach(fanOut::deliver);
            } else if (recipients instanceof Recipients.Groups groups) {
                groups.names().forEach(group -> connections.deliverToGroup(group, fanOut, groups.excluded()));
            } else if (recipients instanceof Recipients.Users users) {
                users.identifiers().forEach(user -> connections.deliverToUser(user, fanOut));
            } else {
                connections.deliverToAll(fanOut, ((Recipients.All) recipients).excluded());
            }
        } finally {
            fanOut.flush();
        }
    }
}
