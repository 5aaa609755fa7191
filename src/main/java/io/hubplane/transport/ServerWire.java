package io.hubplane.transport;

import static io.hubplane.transport.ServerMethods.call;
import static io.hubplane.transport.ServerMethods.follow;
import static io.hubplane.transport.ServerMethods.has;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The wire of a server that is known. There is no standard way to it, hence the reflection, by public methods alone; it is
 * the one place that knows the servers' own classes of connections.
 *
 * <p>Grizzly (Payara, GlassFish) takes four times as much as the socket's buffer for a peer that does not read, which is
 * more than 8 MB where the system sizes that by itself, before it says that it is not ready. Undertow (WildFly) takes one
 * write.
 *
 * <p>None of the objects serves another client later: Grizzly uses requests again, but neither they nor Undertow's are
 * asked after the wire was made. Of Undertow the exchange, which is one for each request, is kept besides.
 *
 * @param connection the server's object of the TCP connection
 * @param server which server it is
 * @param exchange what is asked whether an answer has left
 */
record ServerWire(Object connection, Server server, Object exchange) implements Wire {
    private static final Logger LOGGER = System.getLogger(ServerWire.class.getName());

    /** As much as one frame, so that the next is at hand when the socket has taken this one. */
    private static final int MOST_HELD = 64 * 1024;

    private static final String BOUND = "setMaxAsyncWriteQueueSize";
    private static final String IS_OPEN = "isOpen";
    private static final String CONNECTION = "getConnection";
    private static final String IS_COMPLETE = "isResponseComplete";
    private static final String THREAD = "getIoThread";
    /** Of {@code ServletRequestWrapper}. */
    private static final String WRAPPED = "getRequest";

    private static final Server GRIZZLY =
            new Server("terminateSilently", List.of("getUnwrappedCoyoteRequest", "getCoyoteRequest"));
    private static final Server UNDERTOW = new Server("close", List.of("getExchange"));
    private static final List<Server> SERVERS = List.of(GRIZZLY, UNDERTOW);

    /** How a connection is closed at once, and how the server's own exchange is reached from a request. */
    private record Server(String abort, List<String> exchange) {}

    static Wire below(Object request) {
        try {
            if (String.valueOf(call(request, "getProtocol")).startsWith("HTTP/1")) {
                return find(request);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "This server does not let TCP connections be reached", e);
        }
        return UNREACHABLE;
    }

    private static Wire find(Object request) throws ReflectiveOperationException {
        Object current = request;
        while (current != null) {
            for (Server server : SERVERS) {
                if (has(current, server.exchange().get(0))) {
                    return wire(server, follow(current, server.exchange()));
                }
            }
            current = has(current, WRAPPED) ? call(current, WRAPPED) : null; // no exception for each poll
        }
        return UNREACHABLE;
    }

    private static Wire wire(Server server, @Nullable Object exchange) throws ReflectiveOperationException {
        Object connection = exchange == null ? null : call(exchange, CONNECTION);
        if (exchange == null || connection == null || !has(connection, server.abort()) || !has(connection, IS_OPEN)) {
            return UNREACHABLE;
        }
        return new ServerWire(connection, server, server.equals(UNDERTOW) ? exchange : connection);
    }

    @Override
    public void holdLittle() {
        if (server.equals(UNDERTOW)) {
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
        try { // what waits in Grizzly's queue may be of a later answer
            return server.equals(UNDERTOW) && isOpen() && Boolean.FALSE.equals(call(exchange, IS_COMPLETE));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A server does not say whether an answer has left", e);
            return false;
        }
    }

    @Override
    public boolean tellsOfAbort() {
        return server.equals(GRIZZLY);
    }

    @Override
    public void abort() {
        execute(this::cut);
    }

    @Override
    public void execute(Runnable task) {
        try {
            if (server.equals(UNDERTOW) && call(connection, THREAD) instanceof Executor thread) {
                thread.execute(task);
                return;
            }
        } catch (ReflectiveOperationException | RuntimeException e) { // the server shuts down
            LOGGER.log(Level.DEBUG, "A server's thread does not take a task", e);
        }
        task.run();
    }

    private void cut() {
        try {
            Object unused = call(connection, server.abort());
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A TCP connection could not be aborted", e);
        }
    }
}
