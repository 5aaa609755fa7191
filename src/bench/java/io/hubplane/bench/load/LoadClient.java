package io.hubplane.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One WebSocket (RFC 6455) of the load generator, used by its thread only. */
public final class LoadClient {
    /** Gets what a client receives. Called by the load generator's thread. */
    public interface Listener {
        /**
         * The client is connected.
         *
         * @param client the client
         */
        void connected(LoadClient client);

        /**
         * A message came.
         *
         * @param client who received it
         * @param publisher who published it
         * @param sequence its sequence number
         * @param intended when it was meant to be sent
         * @param inOrder whether it is the message that was due
         */
        void delivered(LoadClient client, int publisher, long sequence, long intended, boolean inOrder);

        /**
         * The connection has ended, and was not closed here.
         *
         * @param client the client
         * @param cause why it ended
         */
        void lost(LoadClient client, IOException cause);
    }

    private enum Phase {
        CONNECTING,
        UPGRADING,
        GREETING,
        CONNECTED,
        CLOSED
    }

    private final int number;
    private final Wire wire;
    private final URI node;
    private final URI endpoint;
    private final LoadGenerator generator;
    private final Listener listener;
    private final Audit audit;
    private final Queue<ByteBuffer> outbound = new ArrayDeque<>();
    private final SocketChannel channel;
    private final SelectionKey key;
    private byte[] inbound = new byte[2048];
    private int filled;
    private Phase phase = Phase.CONNECTING;
    private boolean reading = true;
    private String identity = "";

    LoadClient(
            int number, Audit audit, Wire wire, URI node, LoadGenerator generator, Selector selector, Listener listener)
            throws IOException {
        this.number = number;
        this.audit = audit;
        this.wire = wire;
        this.node = node;
        this.endpoint = wire.endpoint(node);
        this.generator = generator;
        this.listener = listener;
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /** The client's number, from 0. */
    public int number() {
        return number;
    }

    /** What it has received. */
    public Audit audit() {
        return audit;
    }

    /** The name by which others can reach it; empty until the server has sent it. */
    public String identity() {
        return identity;
    }

    /** The same client with a new connection. */
    LoadClient again(Selector selector) throws IOException {
        return new LoadClient(number, audit, wire, node, generator, selector, listener);
    }

    /**
     * Sends a text frame.
     *
     * @param text a text made by the wire
     */
    public void send(String text) {
        write(Frame.text(wire.completed(text, identity)));
    }

    /** Sends a keep-alive. */
    void keepAlive() {
        String text = wire.keepAlive();
        if (phase == Phase.CONNECTED && !text.isEmpty()) {
            send(text);
        }
    }

    /**
     * Stops reading, so that the server has to deal with a slow client, or starts again.
     *
     * @param wanted whether to read
     */
    public void reading(boolean wanted) {
        reading = wanted;
        interest();
    }

    void ready(ByteBuffer shared) {
        if (!key.isValid()) {
            return; // closed because of what another client received
        }
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                phase = Phase.UPGRADING;
                write(ByteBuffer.wrap(upgrade().getBytes(StandardCharsets.US_ASCII)));
            }
            if (key.isValid() && key.isWritable()) {
                flush();
            }
            if (key.isValid() && key.isReadable()) {
                read(shared);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private String upgrade() {
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        return "GET " + endpoint.getRawPath() + query + " HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    private void write(ByteBuffer frame) {
        if (phase == Phase.CLOSED) {
            return;
        }
        try {
            if (outbound.isEmpty()) {
                channel.write(frame);
            }
            if (frame.hasRemaining()) {
                outbound.add(frame);
            }
            interest();
        } catch (IOException e) {
            fail(e);
        }
    }

    private void flush() throws IOException {
        @Nullable ByteBuffer next;
        while ((next = outbound.peek()) != null) {
            channel.write(next);
            if (next.hasRemaining()) {
                return;
            }
            outbound.remove();
        }
        interest();
    }

    private void interest() {
        if (key.isValid()) {
            key.interestOps((reading ? SelectionKey.OP_READ : 0) | (outbound.isEmpty() ? 0 : SelectionKey.OP_WRITE));
        }
    }

    private void read(ByteBuffer shared) throws IOException {
        shared.clear();
        int count = channel.read(shared);
        if (count < 0) {
            throw new EOFException("The server closed the connection of client " + number);
        }
        if (filled + count > inbound.length) {
            byte[] larger = new byte[Math.max(inbound.length * 2, filled + count)];
            System.arraycopy(inbound, 0, larger, 0, filled);
            inbound = larger;
        }
        shared.flip().get(inbound, filled, count);
        filled += count;
        int consumed = phase == Phase.UPGRADING ? upgraded() : 0;
        if (phase != Phase.UPGRADING) {
            consumed = frames(consumed);
        }
        if (consumed > 0) {
            System.arraycopy(inbound, consumed, inbound, 0, filled - consumed);
            filled -= consumed;
        }
    }

    private int upgraded() throws IOException {
        String head = new String(inbound, 0, filled, StandardCharsets.ISO_8859_1);
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IOException("No WebSocket at " + endpoint + ": "
                    + head.lines().findFirst().orElse(""));
        }
        phase = Phase.GREETING;
        wire.greeting().forEach(this::send);
        return end + 4;
    }

    private int frames(int from) throws IOException {
        int at = from;
        while (filled - at >= 2) {
            int opcode = inbound[at] & 0x0F;
            int length = inbound[at + 1] & 0x7F;
            int header = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (filled - at < header) {
                break;
            }
            if (length == 126) {
                length = (inbound[at + 2] & 0xFF) << 8 | (inbound[at + 3] & 0xFF);
            } else if (length == 127) {
                length = Math.toIntExact(ByteBuffer.wrap(inbound, at + 2, 8).getLong());
            }
            if (filled - at < header + length) {
                break;
            }
            frame(opcode, at + header, length);
            at += header + length;
        }
        return at;
    }

    private void frame(int opcode, int offset, int length) throws IOException {
        switch (opcode) {
            case Frame.CLOSE ->
                throw new EOFException("The server said goodbye to client " + number + ": "
                        + Frame.goodbye(payloadAt(offset, length)));
            case Frame.PING -> write(Frame.of(Frame.PONG, payloadAt(offset, length)));
            case Frame.PONG -> {}
            default -> payload(offset, length);
        }
    }

    private byte[] payloadAt(int offset, int length) {
        return Arrays.copyOfRange(inbound, offset, offset + length);
    }

    private void payload(int offset, int length) {
        boolean stamped = false;
        int end = offset + length;
        for (int at = offset; at + Stamp.LENGTH <= end; at++) {
            if (inbound[at] == Stamp.MARK && inbound[at + Stamp.LENGTH - 1] == Stamp.MARK) {
                stamped = true;
                delivered(at);
                at += Stamp.LENGTH - 1;
            }
        }
        if (stamped) {
            generator.frameReceived();
        } else {
            control(new String(inbound, offset, length, StandardCharsets.UTF_8));
        }
    }

    private void delivered(int at) {
        int publisher = (int) Stamp.number(inbound, at + 1, 4);
        long sequence = Stamp.number(inbound, at + 6, 10);
        boolean inOrder = audit.received(publisher, sequence);
        listener.delivered(this, publisher, sequence, Stamp.number(inbound, at + 17, 19), inOrder);
    }

    private void control(String text) {
        String told = wire.identity(text);
        if (!told.isEmpty()) {
            identity = told;
        }
        if (phase == Phase.GREETING && wire.isWelcome(text)) {
            phase = Phase.CONNECTED;
            listener.connected(this);
        }
        String answer = wire.answer(text);
        if (!answer.isEmpty()) {
            send(answer);
        }
    }

    private void fail(IOException cause) {
        if (phase != Phase.CLOSED) {
            close();
            listener.lost(this, cause);
        }
    }

    /** Ends the connection without a close frame, as when the network fails; the listener is not told. */
    public void close() {
        phase = Phase.CLOSED;
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed in any case.
            outbound.clear();
        }
    }
}
