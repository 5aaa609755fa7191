package io.hubplane.delivery;

import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.TypedHubCallerClients;
import io.hubplane.hub.TypedHubClients;
import java.util.Collection;

/**
 * Selections as seen from one connection, with the type of a client interface.
 *
 * @param anywhere makes those that are the same seen from anywhere
 * @param clients makes those that are not
 * @param type gives them their type
 * @param <T> the client interface
 */
record TypedCallerSelections<T>(TypedHubClients<T> anywhere, HubCallerClients clients, ClientInterface<T> type)
        implements TypedHubCallerClients<T> {
    TypedCallerSelections(HubCallerClients clients, ClientInterface<T> type) {
        this(new TypedSelections<>(clients, type), clients, type);
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

    @Override
    public T all() {
        return anywhere.all();
    }

    @Override
    public T allExcept(Collection<String> excludedConnectionIds) {
        return anywhere.allExcept(excludedConnectionIds);
    }

    @Override
    public T client(String connectionId) {
        return anywhere.client(connectionId);
    }

    @Override
    public T clients(Collection<String> connectionIds) {
        return anywhere.clients(connectionIds);
    }

    @Override
    public T group(String group) {
        return anywhere.group(group);
    }

    @Override
    public T groupExcept(String group, Collection<String> excludedConnectionIds) {
        return anywhere.groupExcept(group, excludedConnectionIds);
    }

    @Override
    public T groups(Collection<String> groups) {
        return anywhere.groups(groups);
    }

    @Override
    public T user(String userIdentifier) {
        return anywhere.user(userIdentifier);
    }

    @Override
    public T users(Collection<String> userIdentifiers) {
        return anywhere.users(userIdentifiers);
    }
}
