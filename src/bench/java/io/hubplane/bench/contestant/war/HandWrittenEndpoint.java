package io.hubplane.bench.contestant.war;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** The endpoint that a Jakarta developer would write for a chat on several servers. */
@ServerEndpoint("/ws")
public class HandWrittenEndpoint {
    @Inject
    HandWrittenRooms rooms;

    /**
     * Does what the client asks: H for hello, A to send to all, J to join a room, R to send to one, E for an echo, I
     * for the name by which others can send to this client.
     */
    @OnMessage
    public void onMessage(Session session, String message) throws IOException {
        String rest = message.substring(1);
        switch (message.charAt(0)) {
            case 'H' -> {
                rooms.join(HandWrittenRooms.ALL, session);
                session.getBasicRemote().sendText("H");
            }
            case 'A' -> rooms.publish(HandWrittenRooms.ALL, rest);
            case 'J' -> rooms.join(rest, session);
            case 'E' -> session.getBasicRemote().sendText(rest);
            case 'I' -> {
                rooms.join(session.getId(), session);
                session.getBasicRemote().sendText("I" + session.getId());
            }
            default -> {
                int space = rest.indexOf(' ');
                rooms.publish(rest.substring(0, space), rest.substring(space + 1));
            }
        }
    }

    /** Forgets the session. */
    @OnClose
    public void onClose(Session session) {
        rooms.leave(session);
    }
}
