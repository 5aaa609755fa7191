package io.hubplane.faults;

import io.hubplane.fixture.Gate;
import io.hubplane.fixture.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between a node and a server on this machine. It can hold back one direction of all connections, also of
 * those that are opened meanwhile. What was held back arrives later, like delayed packets, even if the other side has
 * given up the connection in the meantime. It can also break all connections for some time. Safe for any thread.
 */
final class StallingLink implements AutoCloseable {
    private final int target;
    private final int port = Ports.free();
    private final Gate toServer = new Gate();
    private final Gate toClients = new Gate();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;

    /** Makes a link to a port of the loopback address; it takes connections at once. */
    StallingLink(int target) {
        this.target = target;
        this.listener = listen();
    }

    /** The port to connect to. */
    int port() {
        return port;
    }

    /** The direction from the node to the server. */
    Gate up() {
        return toServer;
    }

    /** The direction from the server to the node. */
    Gate down() {
        return toClients;
    }

    /** Breaks all connections and refuses new ones. */
    synchronized void cut() {
        closeQuietly(listener);
        sockets.forEach(StallingLink::closeQuietly);
    }

    /** Accepts connections again. */
    synchronized void mend() {
        listener = listen();
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            start("link", () -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                connect(from, from.accept());
            }
        } catch (IOException e) {
            closeQuietly(from); // cut or closed
        }
    }

    private void connect(ServerSocket from, Socket client) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            if (!note(from, client, server)) {
                closeQuietly(server);
                closeQuietly(client);
                return;
            }
            start("link up", () -> pump(client, server, toServer));
            start("link down", () -> pump(server, client, toClients));
        } catch (IOException e) {
            closeQuietly(client); // the server is away; the client sees the same as without a link
        }
    }

    /** Notes a connection to be broken by {@link #cut}; false if that has come in the meantime. */
    private synchronized boolean note(ServerSocket from, Socket client, Socket server) {
        if (from.isClosed()) {
            return false;
        }
        sockets.add(client);
        sockets.add(server);
        return true;
    }

    private void pump(Socket from, Socket to, Gate gate) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            int read = in.read(buffer);
            while (read >= 0) {
                gate.pass();
                out.write(buffer, 0, read);
                read = in.read(buffer);
            }
            gate.pass();
        } catch (IOException e) {
            closeQuietly(to); // one side is gone, so close the other
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        cut();
        toServer.open();
        toClients.open();
    }
}
