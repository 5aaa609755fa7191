package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.Transport.Completion;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;

/**
 * Hands one batch after another to a container as frames.
 *
 * <p>The next batch may come only after the completion of the one before; then any thread may bring it. Containers call
 * completions on their own threads or on the sender's, some with a lock of theirs held.
 */
interface FrameSender {
    /**
     * Sends a batch as one frame without waiting for the peer.
     *
     * @param batch the batch
     * @param completion called exactly once, with what the container threw, if it did
     */
    void send(Batch batch, Completion completion);

    /** The session ends now: returns when no thread is inside a send any more, and lets none begin. Safe for any thread. */
    default void end() {}

    /** Chooses the cheapest correct way for a session. */
    static FrameSender of(Session session) {
        RemoteEndpoint.Async remote = session.getAsyncRemote();
        FrameSender asynchronous = new AsyncFrameSender(remote);
        if (WebSocketEngine.of(session) != WebSocketEngine.TYRUS) {
            return asynchronous;
        }
        boolean unused = TyrusIdleTimer.spare(session); // dear, if not, but as correct
        RawSocket socket = TyrusRawSocket.of(remote);
        return socket == null ? asynchronous : new TyrusFrameSender(socket, asynchronous);
    }
}
