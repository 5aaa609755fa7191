package io.hubplane.bench.load;

/** The wires of the contestants. */
public final class Wires {
    /** The JSON hub protocol of SignalR, without negotiation. */
    public static final Wire SIGNALR = new SignalRWire();

    /** Socket.IO over Engine.IO 4. */
    public static final Wire SOCKET_IO = new SocketIoWire(true);

    /** The same for netty-socketio, which can ask clients of its own node only. */
    public static final Wire NETTY_SOCKET_IO = new SocketIoWire(false);

    /** One letter for the action, then the payload: for endpoints written by hand. */
    public static final Wire PLAIN = new PlainWire();

    /** CometD's protocol. */
    public static final Wire BAYEUX = new BayeuxWire();

    private Wires() {}

    /**
     * The plain wire with frames that are encoded before, for endpoints that pass on what they get.
     *
     * @param messages how many messages share a frame, 1 or more
     * @return the wire
     */
    public static Wire floor(int messages) {
        return new FloorWire(messages);
    }
}
