package io.hubplane.delivery;

import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.TypedHubCallerClients;

/**
 * Selects clients as one connection sees them, typed by a client interface.
 *
 * @param <T> the client interface
 */
final class TypedCallerSelections<T> extends TypedSelections<T> implements TypedHubCallerClients<T> {
    private final HubCallerClients clients;
    private final ClientInterface<T> type;

    TypedCallerSelections(HubCallerClients clients, ClientInterface<T> type) {
        super(clients, type);
        this.clients = clients;
        this.type = type;
    }

    @Override
    public T caller() {
        return type.of(clients.caller());
    }

    @Override
    public T others() {
        return type.of(clients.others());
    }

    @Override
    public T othersInGroup(String group) {
        return type.of(clients.othersInGroup(group));
    }
}
