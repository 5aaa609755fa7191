package io.hubplane.hub;

/**
 * A hub as seen from outside its calls: from a REST resource, a timer, a message-driven bean. Inject it as
 * {@code @Inject HubContext<ChatHub> chat}. Safe for use by any thread.
 *
 * <p>What the application asks of it while it starts, before its hubs are served, is done in order as soon as they are
 * served. The stage completes only then, so do not wait for it during the start. After the application has been stopped
 * it throws {@link IllegalStateException}.
 *
 * @param <H> the hub class
 */
public interface HubContext<H> {
    /**
     * Selects clients of the hub.
     *
     * @return the clients
     */
    HubClients clients();

    /**
     * Changes the groups of the hub.
     *
     * @return the groups
     */
    Groups groups();
}
