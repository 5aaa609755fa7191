package io.hubplane.delivery;

import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.HubClients;
import io.hubplane.hub.SingleClientProxy;
import io.hubplane.hub.TypedHubClients;
import io.hubplane.lifetime.Delivery;
import io.hubplane.lifetime.recipients.Recipients;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/** Selects clients to which a delivery sends. */
final class DeliveryClients implements HubClients {
    private final ClientInterfaces interfaces = new ClientInterfaces();
    private final Delivery delivery;
    private final Duration answerTimeout;

    /** Makes selections; a single client has this time to answer, unless the call sets another. */
    DeliveryClients(Delivery delivery, Duration answerTimeout) {
        this.delivery = delivery;
        this.answerTimeout = answerTimeout;
    }

    @Override
    public ClientProxy all() {
        return to(Recipients.ALL);
    }

    @Override
    public ClientProxy allExcept(Collection<String> excludedConnectionIds) {
        return to(new Recipients.All(Names.copy("excludedConnectionIds", excludedConnectionIds)));
    }

    @Override
    public SingleClientProxy client(String connectionId) {
        return new DeliveryClient(delivery, Names.nonNull("connectionId", connectionId), answerTimeout);
    }

    @Override
    public ClientProxy clients(Collection<String> connectionIds) {
        return to(new Recipients.Connections(Names.copy("connectionIds", connectionIds)));
    }

    @Override
    public ClientProxy group(String group) {
        return to(Recipients.group(GroupNames.check(group, delivery)));
    }

    @Override
    public ClientProxy groupExcept(String group, Collection<String> excludedConnectionIds) {
        return to(new Recipients.Groups(
                Set.of(GroupNames.check(group, delivery)), Names.copy("excludedConnectionIds", excludedConnectionIds)));
    }

    @Override
    public ClientProxy groups(Collection<String> groups) {
        return to(new Recipients.Groups(GroupNames.checkAll(groups, delivery), Set.of()));
    }

    @Override
    public ClientProxy user(String userIdentifier) {
        return to(Recipients.user(Names.nonNull("userIdentifier", userIdentifier)));
    }

    @Override
    public ClientProxy users(Collection<String> userIdentifiers) {
        return to(new Recipients.Users(Names.copy("userIdentifiers", userIdentifiers)));
    }

    @Override
    public <T> TypedHubClients<T> typed(Class<T> clientInterface) {
        return new TypedSelections<>(this, interfaces.of(clientInterface));
    }

    ClientInterfaces interfaces() {
        return interfaces;
    }

    private ClientProxy to(Recipients recipients) {
        return (method, arguments) -> delivery.send(recipients, Names.invocation(method, arguments));
    }
}
