package io.hubplane.bench.contestant.war;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/**
 * Passes on the frames that it gets unchanged: what a container can do when an application does nothing. Understands
 * the same messages as {@link HandWrittenEndpoint}.
 */
@ServerEndpoint("/ws")
public class FloorEndpoint {
    @Inject
    FloorRooms rooms;

    /**
     * Does what the client asks: H for hello, K for an echo of the keep-alive, A to send to all, J to join a room, R to
     * send to it.
     */
    @OnMessage
    public void onMessage(Session session, String message) throws IOException {
        String rest = message.substring(1);
        switch (message.charAt(0)) {
            case 'H' -> {
                rooms.join(FloorRooms.ALL, session);
                session.getBasicRemote().sendText("H");
            }
            case 'K' -> rooms.answer(session, message);
            case 'A' -> rooms.send(FloorRooms.ALL, rest);
            case 'J' -> rooms.join(rest, session);
            default -> {
                int space = rest.indexOf(' ');
                rooms.send(rest.substring(0, space), rest.substring(space + 1));
            }
        }
    }

    /** Forgets the session. */
    @OnClose
    public void onClose(Session session) {
        rooms.leave(session);
    }
}
