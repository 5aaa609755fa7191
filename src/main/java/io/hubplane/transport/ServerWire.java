package io.hubplane.transport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wire of a server that is known. There is no standard way to it, hence the reflection, by public methods alone; it is
 * the one place that knows the servers' own classes of connections.
 *
 * <p>Grizzly (Payara, GlassFish) takes four times as much as the socket's buffer for a peer that does not read, which is
 * more than 8 MB where the system sizes that by itself, before it says that it is not ready. Undertow (WildFly) takes one
 * write.
 *
 * @param connection the server's object
 * @param abortMethod the method that closes it at once
 */
record ServerWire(Object connection, String abortMethod) implements Wire {
    private static final Logger LOGGER = System.getLogger(ServerWire.class.getName());

    /** As much as one frame, so that the next is at hand when the socket has taken this one. */
    private static final int MOST_HELD = 64 * 1024;

    private static final String BOUND = "setMaxAsyncWriteQueueSize";
    private static final List<String> GRIZZLY =
            List.of("getUnwrappedCoyoteRequest", "getCoyoteRequest", "getConnection");
    private static final List<String> UNDERTOW = List.of("getExchange", "getConnection");
    /** Of {@code ServletRequestWrapper}. */
    private static final String WRAPPED = "getRequest";

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
            if (has(current, GRIZZLY.get(0))) {
                return wire(follow(current, GRIZZLY), "terminateSilently");
            }
            if (has(current, UNDERTOW.get(0))) {
                return wire(follow(current, UNDERTOW), "close");
            }
            current = call(current, WRAPPED);
        }
        return UNREACHABLE;
    }

    private static Wire wire(@Nullable Object connection, String abort) {
        return connection != null && has(connection, abort) && has(connection, "isOpen")
                ? new ServerWire(connection, abort)
                : UNREACHABLE;
    }

    private static @Nullable Object follow(Object start, List<String> path) throws ReflectiveOperationException {
        Object current = start;
        for (String method : path) {
            current = current == null ? null : call(current, method);
        }
        return current;
    }

    private static boolean has(Object object, String method) {
        try {
            return object.getClass().getMethod(method).getParameterCount() == 0;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static @Nullable Object call(Object object, String method) throws ReflectiveOperationException {
        return object.getClass().getMethod(method).invoke(object);
    }

    @Override
    public void holdLittle() {
        try {
            connection.getClass().getMethod(BOUND, int.class).invoke(connection, MOST_HELD);
        } catch (NoSuchMethodException e) {
            LOGGER.log(Level.TRACE, "Nothing to bound", e); // Undertow
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "The server may hold much for a peer that does not read", e);
        }
    }

    @Override
    public boolean isOpen() {
        try {
            return Boolean.TRUE.equals(call(connection, "isOpen"));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A TCP connection does not say whether it is open", e);
            return false;
        }
    }

    @Override
    public void abort() {
        try {
            Object unused = call(connection, abortMethod);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A TCP connection could not be aborted", e);
        }
    }
}
