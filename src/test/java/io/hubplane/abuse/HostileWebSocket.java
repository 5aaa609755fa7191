package io.hubplane.abuse;

import io.hubplane.fixture.ClientFrames;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.RawSocket;
import java.io.IOException;
import java.net.URI;

/** A WebSocket to the hub, after the handshake; its owner need not read. Used by one thread at a time. */
record HostileWebSocket(RawSocket socket) {
    /** Opens a WebSocket on a connection and shakes hands. */
    static HostileWebSocket open(RawSocket socket, URI hub) throws IOException {
        socket.upgrade(hub).send(ClientFrames.frame(ClientFrames.TEXT, RawConnection.HANDSHAKE));
        socket.readPast("{}" + RawConnection.RS);
        return new HostileWebSocket(socket);
    }

    /** Sends messages, each with {@link RawConnection#RS}, in one frame. */
    HostileWebSocket send(String messages) throws IOException {
        socket.send(ClientFrames.frame(ClientFrames.TEXT, messages));
        return this;
    }

    /** A call with a result. */
    static String call(String id, String target, String arguments) {
        return "{\"type\":1,\"invocationId\":\"" + id + "\",\"target\":\"" + target + "\",\"arguments\":[" + arguments
                + "]}" + RawConnection.RS;
    }

    /** A call without a result. */
    static String tell(String target, String arguments) {
        return "{\"type\":1,\"target\":\"" + target + "\",\"arguments\":[" + arguments + "]}" + RawConnection.RS;
    }

    /** A call that asks for a stream. */
    static String stream(String id, String target) {
        return "{\"type\":4,\"invocationId\":\"" + id + "\",\"target\":\"" + target + "\",\"arguments\":[]}"
                + RawConnection.RS;
    }
}
