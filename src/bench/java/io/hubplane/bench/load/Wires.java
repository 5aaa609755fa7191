package io.hubplane.bench.load;

/** The wires of the contestants. */
public final class Wires {
    /** The JSON hub protocol of SignalR, without negotiation. */
    public static final Wire SIGNALR = new SignalRWire();

    /** Socket.IO over Engine.IO 4. */
    public static final Wire SOCKET_IO = new SocketIoWire();

    /** One letter for what to do, then the payload: for endpoints written by hand. */
    public static final Wire PLAIN = new PlainWire();

    private Wires() {}
}
