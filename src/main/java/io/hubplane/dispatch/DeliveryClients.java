package io.hubplane.dispatch;

import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.HubClients;
import io.hubplane.hub.TypedHubClients;
import io.hubplane.protocol.HubMessage;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Selects clients as the delivery knows them. */
final class DeliveryClients implements HubClients {
    private final Delivery delivery;
    private final ClientInterfaces interfaces = new ClientInterfaces();

    DeliveryClients(Delivery delivery) {
        this.delivery = delivery;
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
    public ClientProxy client(String connectionId) {
        Set<String> connections = Set.of(Names.nonNull("connectionId", connectionId));
        return proxy(message -> delivery.sendToConnections(message, connections));
    }

    @Override
    public ClientProxy clients(Collection<String> connectionIds) {
        Set<String> connections = Names.copy("connectionIds", connectionIds);
        return proxy(message -> delivery.sendToConnections(message, connections));
    }

    @Override
    public ClientProxy group(String group) {
        Set<String> groups = Set.of(Names.nonNull("group", group));
        return proxy(message -> delivery.sendToGroups(message, groups, Set.of()));
    }

    @Override
    public ClientProxy groupExcept(String group, Collection<String> excludedConnectionIds) {
        Set<String> groups = Set.of(Names.nonNull("group", group));
        Set<String> excluded = Names.copy("excludedConnectionIds", excludedConnectionIds);
        return proxy(message -> delivery.sendToGroups(message, groups, excluded));
    }

    @Override
    public ClientProxy groups(Collection<String> groups) {
        Set<String> names = Names.copy("groups", groups);
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
        return (method, arguments) -> delivery.apply(invocation(method, arguments));
    }

    private static HubMessage.Invocation invocation(String method, @Nullable Object[] arguments) {
        // send("method", null) compiles, and passes no array at all.
        Objects.requireNonNull(
                arguments, "arguments is null; one argument that is null is written send(method, (Object) null)");
        if (Names.nonNull("method", method).isBlank()) {
            throw new IllegalArgumentException("method is blank, must be the name of a client method");
        }
        return HubMessage.Invocation.of(method, arguments);
    }
}
