package io.hubplane.transport.websocket;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Tells each client which ways of sending this server offers. */
@ServerEndpoint("/probe/sender")
public class SenderProbe {
    /**
     * Sends the engine, the class of the sender, and whether messages are sent without a task of the idle timer for
     * each.
     */
    @OnOpen
    public void onOpen(Session session) throws IOException {
        String sender = WebSocketEngine.sender(session).getClass().getSimpleName();
        boolean spared = TyrusIdleTimer.spare(session);
        session.getBasicRemote().sendText(WebSocketEngine.of(session) + " " + sender + " " + spared);
    }
}
