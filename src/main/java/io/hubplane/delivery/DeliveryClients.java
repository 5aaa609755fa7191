package io.hubplane.delivery;

import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.HubClients;
import io.hubplane.hub.SingleClientProxy;
import io.hubplane.hub.TypedHubClients;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Selects clients as the delivery knows them. */
final class DeliveryClients implements HubClients {
    private final ClientInterfaces interfaces = new ClientInterfaces();
    private final Delivery delivery;
    private final Duration answerTimeout;

    /** Makes a selection whose single clients have that long to answer, unless told otherwise. */
    DeliveryClients(Delivery delivery, Duration answerTimeout) {
        this.delivery = delivery;
        this.answerTimeout = answerTimeout;
    }

    @Override
    public ClientProxy all() {
        return proxy(message -> delivery.sendToAll(message, Set.of()));
    }

    @Override
    public ClientProxy allExcept(Collection<String> excludedConnectionIds) {
        Set<String> excluded = Names.copy("excludedConnectionIds", excludedConnectionIds);
        return proxy(message -> delivery.sendToAll(message, excluded));
    }

    @Override
    public SingleClientProxy client(String connectionId) {
        return new DeliveryClient(delivery, Names.nonNull("connectionId", connectionId), answerTimeout);
    }

    @Override
    public ClientProxy clients(Collection<String> connectionIds) {
        Set<String> connections = Names.copy("connectionIds", connectionIds);
        return proxy(message -> delivery.sendToConnections(message, connections));
    }

    @Override
    public ClientProxy group(String group) {
        Set<String> groups = Set.of(Names.group(group));
        return proxy(message -> delivery.sendToGroups(message, groups, Set.of()));
    }

    @Override
    public ClientProxy groupExcept(String group, Collection<String> excludedConnectionIds) {
        Set<String> groups = Set.of(Names.group(group));
        Set<String> excluded = Names.copy("excludedConnectionIds", excludedConnectionIds);
        return proxy(message -> delivery.sendToGroups(message, groups, excluded));
    }

    @Override
    public ClientProxy groups(Collection<String> groups) {
        Set<String> names = Names.groups(groups);
        return proxy(message -> delivery.sendToGroups(message, names, Set.of()));
    }

    @Override
    public ClientProxy user(String userIdentifier) {
        Set<String> users = Set.of(Names.nonNull("userIdentifier", userIdentifier));
        return proxy(message -> delivery.sendToUsers(message, users));
    }

    @Override
    public ClientProxy users(Collection<String> userIdentifiers) {
        Set<String> users = Names.copy("userIdentifiers", userIdentifiers);
        return proxy(message -> delivery.sendToUsers(message, users));
    }

    @Override
    public <T> TypedHubClients<T> typed(Class<T> clientInterface) {
        return new TypedSelections<>(this, interfaces.of(clientInterface));
    }

    ClientInterfaces interfaces() {
        return interfaces;
    }

    private static ClientProxy proxy(Function<HubMessage.Invocation, CompletionStage<Void>> delivery) {
        return (method, arguments) -> delivery.apply(Names.invocation(method, arguments));
    }
}
