package io.hubplane.transport.websocket;

import java.io.IOException;

/** Where frames made beforehand can be handed over, without being told when they have been sent. */
interface RawSocket {
    /**
     * Hands a frame over, behind all before; does not wait for the peer.
     *
     * @param frame a whole frame; not to be changed
     * @throws IOException if the container does not take it
     */
    void send(byte[] frame) throws IOException;
}
