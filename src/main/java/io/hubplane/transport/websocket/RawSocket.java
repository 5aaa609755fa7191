package io.hubplane.transport.websocket;

import java.io.IOException;

/** Takes ready-made frames, but does not report when they have been sent. */
interface RawSocket {
    /**
     * Hands over a frame, to be sent after all earlier ones; does not wait for the peer.
     *
     * @param frame a whole frame; it must not be changed
     * @throws IOException if the container does not accept it
     */
    void send(byte[] frame) throws IOException;
}
