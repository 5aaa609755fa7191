package io.hubplane.delivery;

import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.SingleClientProxy;
import io.hubplane.hub.TypedHubCallerClients;
import java.util.Collection;
import java.util.function.Supplier;

/** The clients as the running call sees them. A proxy belongs to the call that selected it. */
final class FollowingCallerClients implements HubCallerClients {
    private final ClientInterfaces interfaces = new ClientInterfaces();
    private final Supplier<HubCallerClients> running;

    FollowingCallerClients(Supplier<HubCallerClients> running) {
        this.running = running;
    }

    @Override
    public ClientProxy all() {
        return running.get().all();
    }

    @Override
    public ClientProxy allExcept(Collection<String> excludedConnectionIds) {
        return running.get().allExcept(excludedConnectionIds);
    }

    @Override
    public SingleClientProxy client(String connectionId) {
        return running.get().client(connectionId);
    }

    @Override
    public ClientProxy clients(Collection<String> connectionIds) {
        return running.get().clients(connectionIds);
    }

    @Override
    public ClientProxy group(String group) {
        return running.get().group(group);
    }

    @Override
    public ClientProxy groupExcept(String group, Collection<String> excludedConnectionIds) {
        return running.get().groupExcept(group, excludedConnectionIds);
    }

    @Override
    public ClientProxy groups(Collection<String> groups) {
        return running.get().groups(groups);
    }

    @Override
    public ClientProxy user(String userIdentifier) {
        return running.get().user(userIdentifier);
    }

    @Override
    public ClientProxy users(Collection<String> userIdentifiers) {
        return running.get().users(userIdentifiers);
    }

    @Override
    public SingleClientProxy caller() {
        return running.get().caller();
    }

    @Override
    public ClientProxy others() {
        return running.get().others();
    }

    @Override
    public ClientProxy othersInGroup(String group) {
        return running.get().othersInGroup(group);
    }

    @Override
    public <T> TypedHubCallerClients<T> typed(Class<T> clientInterface) {
        return new TypedCallerSelections<>(this, interfaces.of(clientInterface));
    }
}
