package io.hubplane.hub;

import java.util.concurrent.CompletionStage;

/**
 * Empties this node before it is stopped. Inject it where the command to do so arrives; nothing else needs it, since a
 * node that is shut down or undeployed sends its clients away in any case. Safe for any thread.
 */
@FunctionalInterface
public interface NodeDrain {
    /**
     * Takes no new connections from now on, reports that the node is not ready, and asks the clients of all hubs to go
     * to another node, some of them each second ({@code hubplane.drain.spread}). Whoever is still here after
     * {@code hubplane.drain.timeout} is told that the node shuts down. It cannot be undone; a second call changes
     * nothing. Does not block.
     *
     * @return always the same stage; completed when no connection is left
     * @throws IllegalStateException if the node has not started, or has ended
     */
    CompletionStage<Void> drain();
}
