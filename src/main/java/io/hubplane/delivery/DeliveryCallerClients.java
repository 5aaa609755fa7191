package io.hubplane.delivery;

import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.SingleClientProxy;
import io.hubplane.hub.TypedHubCallerClients;
import java.util.Collection;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Selects clients as seen from one call of a connection. */
final class DeliveryCallerClients implements HubCallerClients {
    private final DeliveryClients clients;
    private final String callerId;
    private final UnaryOperator<SingleClientProxy> asSeen;

    DeliveryCallerClients(DeliveryClients clients, String callerId, UnaryOperator<SingleClientProxy> asSeen) {
        this.clients = clients;
        this.callerId = callerId;
        this.asSeen = asSeen;
    }

    @Override
    public SingleClientProxy caller() {
        return client(callerId);
    }

    @Override
    public ClientProxy others() {
        return clients.allExcept(Set.of(callerId));
    }

    @Override
    public ClientProxy othersInGroup(String group) {
        return clients.groupExcept(group, Set.of(callerId));
    }

    @Override
    public ClientProxy all() {
        return clients.all();
    }

    @Override
    public ClientProxy allExcept(Collection<String> excludedConnectionIds) {
        return clients.allExcept(excludedConnectionIds);
    }

    @Override
    public SingleClientProxy client(String connectionId) {
        return asSeen.apply(clients.client(connectionId));
    }

    @Override
    public ClientProxy clients(Collection<String> connectionIds) {
        return clients.clients(connectionIds);
    }

    @Override
    public ClientProxy group(String group) {
        return clients.group(group);
    }

    @Override
    public ClientProxy groupExcept(String group, Collection<String> excludedConnectionIds) {
        return clients.groupExcept(group, excludedConnectionIds);
    }

    @Override
    public ClientProxy groups(Collection<String> groups) {
        return clients.groups(groups);
    }

    @Override
    public ClientProxy user(String userIdentifier) {
        return clients.user(userIdentifier);
    }

    @Override
    public ClientProxy users(Collection<String> userIdentifiers) {
        return clients.users(userIdentifiers);
    }

    @Override
    public <T> TypedHubCallerClients<T> typed(Class<T> clientInterface) {
        return new TypedCallerSelections<>(this, clients.interfaces().of(clientInterface));
    }
}
