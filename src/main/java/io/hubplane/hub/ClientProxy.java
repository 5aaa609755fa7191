package io.hubplane.hub;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Some clients of a hub, who all get the same messages. Safe for use by any thread, also after the call that made it.
 */
public interface ClientProxy {
    /**
     * Calls a method on the clients; no answer is expected and the call does not block. Messages sent through one
     * connection's calls to the same clients arrive in the order of sending. A client that has gone is skipped.
     *
     * @param method the name of the client method
     * @param arguments its arguments, encoded before this method returns
     * @return completed when it is time to send more: the backplane has taken the message, and at least half of the
     *     receivers on this node (or the only one) have room in their queues or are gone. Usually that is at once; code
     *     that does not send much in a row need not wait for it. Completed exceptionally when the backplane could not
     *     take the message (local clients receive it anyway). Dependent actions must not block for long
     * @throws IllegalArgumentException if the name is blank or an argument cannot be encoded
     */
    CompletionStage<Void> send(String method, @Nullable Object... arguments);
}
