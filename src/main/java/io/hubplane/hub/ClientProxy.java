package io.hubplane.hub;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Some clients of a hub, to whom messages are sent alike. Safe for use by any thread, also after the call that made it. */
public interface ClientProxy {
    /**
     * Calls a method on the clients; no answer is awaited and the call does not block. Messages sent through one
     * connection's calls to the same clients arrive in the order of sending. A client that has gone is skipped.
     *
     * @param method the name of the client method
     * @param arguments its arguments, encoded before this method returns
     * @return completed when local clients have the message queued and the backplane has taken it; completed
     *     exceptionally when the backplane could not take it (local clients receive it all the same)
     * @throws IllegalArgumentException if the name is blank or an argument cannot be encoded
     */
    CompletionStage<Void> send(String method, @Nullable Object... arguments);
}
