package io.hubplane.delivery;

import io.hubplane.hub.HubClients;
import io.hubplane.hub.TypedHubClients;
import java.util.Collection;

/**
 * Selects clients, typed by a client interface.
 *
 * @param <T> the client interface
 */
class TypedSelections<T> implements TypedHubClients<T> {
    private final HubClients clients;
    private final ClientInterface<T> type;

    /**
     * Makes typed selections.
     *
     * @param clients makes the selections
     * @param type gives them their type
     */
    TypedSelections(HubClients clients, ClientInterface<T> type) {
        this.clients = clients;
        this.type = type;
    }

    @Override
    public T all() {
        return type.of(clients.all());
    }

    @Override
    public T allExcept(Collection<String> excludedConnectionIds) {
        return type.of(clients.allExcept(excludedConnectionIds));
    }

    @Override
    public T client(String connectionId) {
        return type.of(clients.client(connectionId));
    }

    @Override
    public T clients(Collection<String> connectionIds) {
        return type.of(clients.clients(connectionIds));
    }

    @Override
    public T group(String group) {
        return type.of(clients.group(group));
    }

    @Override
    public T groupExcept(String group, Collection<String> excludedConnectionIds) {
        return type.of(clients.groupExcept(group, excludedConnectionIds));
    }

    @Override
    public T groups(Collection<String> groups) {
        return type.of(clients.groups(groups));
    }

    @Override
    public T user(String userIdentifier) {
        return type.of(clients.user(userIdentifier));
    }

    @Override
    public T users(Collection<String> userIdentifiers) {
        return type.of(clients.users(userIdentifiers));
    }
}
