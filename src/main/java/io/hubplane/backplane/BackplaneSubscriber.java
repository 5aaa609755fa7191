package io.hubplane.backplane;

/**
 * Receives what other nodes published to a scope. Called by one thread at a time for each scope; must not block, since
 * other scopes wait meanwhile.
 */
@FunctionalInterface
public interface BackplaneSubscriber {
    /**
     * A message came.
     *
     * @param scope the scope
     * @param message the message, to be read with {@link BackplaneCodec}
     */
    void received(Scope scope, byte[] message);

    /**
     * Messages were lost on the way, and cannot be had again. Told once for each message, before any later message of the
     * same node comes.
     *
     * @param lost which
     */
    default void missed(LostMessages lost) {}
}
