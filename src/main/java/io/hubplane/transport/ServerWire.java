package io.hubplane.transport;

import static io.hubplane.transport.ServerMethods.call;
import static io.hubplane.transport.ServerMethods.has;

import io.hubplane.transport.ServerExchange.Server;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connection of a known server. There is no standard way to reach it, so this class uses reflection, but only
 * public methods. No other class knows the servers' own classes of connections.
 *
 * <p>Grizzly (Payara, GlassFish) accepts four times the size of the socket's buffer for a peer that does not read,
 * before it says that it is not ready. That is more than 8 MB where the system sizes the buffer. Undertow (WildFly)
 * accepts one write.
 *
 * <p>None of the objects kept here serves another client later. Grizzly reuses its requests, but they are used only
 * while the wire is made, and so are Undertow's. For Undertow this also keeps the exchange, of which each request has
 * its own.
 *
 * @param connection the server's object for the TCP connection
 * @param server which server it is
 * @param exchange the object that tells whether an answer has left
 */
record ServerWire(Object connection, Server server, Object exchange) implements Wire {
    private static final Logger LOGGER = System.getLogger(ServerWire.class.getName());

    /** The size of one frame, so that the next frame is ready when the socket has taken this one. */
    private static final int MOST_HELD = 64 * 1024;

    private static final int LEAST_BUFFER = 512;

    private static final String BOUND = "setMaxAsyncWriteQueueSize";
    private static final String IS_OPEN = "isOpen";
    private static final String CONNECTION = "getConnection";
    private static final String IS_COMPLETE = "isResponseComplete";
    private static final String THREAD = "getIoThread";

    static Wire below(Object request) {
        try {
            if (String.valueOf(call(request, "getProtocol")).startsWith("HTTP/1")) {
                return wire(ServerExchange.of(request));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "This server does not give access to its TCP connections", e);
        }
        return UNREACHABLE;
    }

    /**
     * Grizzly copies what fits into its buffer of 8 KiB, which it makes anew for each write that is flushed; 512 bytes is the
     * least it allows. It forgets the size with the request. The servlet's method can only enlarge the buffer.
     */
    static void useSmallBuffers(Object request) {
        try {
            ServerExchange found = ServerExchange.of(request);
            Object response = found == null || found.server() != Server.GRIZZLY || found.object() == null
                    ? null
                    : call(found.object(), "getResponse");
            if (response != null) {
                response.getClass().getMethod("setBufferSize", int.class).invoke(response, LEAST_BUFFER);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "The server makes a large buffer for each write", e);
        }
    }

    private static Wire wire(@Nullable ServerExchange found) throws ReflectiveOperationException {
        Object exchange = found == null ? null : found.object();
        Object connection = exchange == null ? null : call(exchange, CONNECTION);
        if (found == null
                || exchange == null
                || connection == null
                || !has(connection, found.server().abort)
                || !has(connection, IS_OPEN)) {
            return UNREACHABLE;
        }
        return new ServerWire(connection, found.server(), found.server() == Server.UNDERTOW ? exchange : connection);
    }

    @Override
    public void holdLittle() {
        if (server == Server.UNDERTOW) {
            return;
        }
        try {
            connection.getClass().getMethod(BOUND, int.class).invoke(connection, MOST_HELD);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "The server may hold much for a peer that does not read", e);
        }
    }

    @Override
    public boolean isOpen() {
        try {
            return Boolean.TRUE.equals(call(connection, IS_OPEN));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A TCP connection does not say whether it is open", e);
            return false;
        }
    }

    @Override
    public boolean holdsAnswer() {
        try { // in Grizzly, waiting bytes may belong to a later answer
            return server == Server.UNDERTOW && isOpen() && Boolean.FALSE.equals(call(exchange, IS_COMPLETE));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "The server does not say whether an answer has left", e);
            return false;
        }
    }

    @Override
    public boolean tellsOfAbort() {
        return server == Server.GRIZZLY;
    }

    @Override
    public void abort() {
        execute(this::cut);
    }

    @Override
    public void execute(Runnable task) {
        try {
            if (server == Server.UNDERTOW && call(connection, THREAD) instanceof Executor thread) {
                thread.execute(task);
                return;
            }
        } catch (ReflectiveOperationException | RuntimeException e) { // the server is shutting down
            LOGGER.log(Level.DEBUG, "The server's thread did not accept a task", e);
        }
        task.run();
    }

    private void cut() {
        try {
            Object unused = call(connection, server.abort);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A TCP connection could not be aborted", e);
        }
    }
}
