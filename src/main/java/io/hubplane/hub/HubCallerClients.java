package io.hubplane.hub;

/**
 * Selects clients relative to the connection whose call is running. Injected into a hub, or taken as a parameter of a
 * hub method.
 *
 * <p>Injected into a hub without a scope, or taken as a parameter, it always belongs to that call and may be used by
 * any thread. Injected elsewhere, it follows the call that runs on the current thread, and throws
 * {@link IllegalStateException} if none runs; use {@link HubContext} there.
 */
public interface HubCallerClients extends HubClients {
    /**
     * Selects the calling connection.
     *
     * @return the proxy
     */
    SingleClientProxy caller();

    /**
     * Selects every client except the calling connection.
     *
     * @return the proxy
     */
    ClientProxy others();

    /**
     * Selects the members of a group except the calling connection.
     *
     * @param group the group's name, case-sensitive
     * @return the proxy
     */
    ClientProxy othersInGroup(String group);

    @Override
    <T> TypedHubCallerClients<T> typed(Class<T> clientInterface);
}
