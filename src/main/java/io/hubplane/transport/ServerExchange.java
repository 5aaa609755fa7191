package io.hubplane.transport;

import static io.hubplane.transport.ServerMethods.call;
import static io.hubplane.transport.ServerMethods.follow;
import static io.hubplane.transport.ServerMethods.has;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a known server has for a request. There is no standard way to reach it, so it is found by reflection, but only
 * by public methods.
 *
 * @param server which server it is
 * @param object the server's own object for the request and its answer; null if there is none
 */
record ServerExchange(Server server, @Nullable Object object) {
    /** A method of {@code ServletRequestWrapper}. */
    private static final String WRAPPED = "getRequest";

    /** Finds what the server has for a servlet's request, wrapped or not; null if this server is not known. */
    static @Nullable ServerExchange of(Object request) throws ReflectiveOperationException {
        Object current = request;
        while (current != null) {
            for (Server server : Server.ALL) {
                if (has(current, server.path.get(0))) {
                    return new ServerExchange(server, follow(current, server.path));
                }
            }
            current = has(current, WRAPPED) ? call(current, WRAPPED) : null; // this avoids an exception for each poll
        }
        return null;
    }

    /** The servers whose objects are known. */
    enum Server {
        /** The network layer of Payara and GlassFish. */
        GRIZZLY("terminateSilently", "getUnwrappedCoyoteRequest", "getCoyoteRequest"),
        /** That of WildFly. */
        UNDERTOW("close", "getExchange");

        private static final List<Server> ALL = List.of(values());

        /** The name of the method that closes a TCP connection at once. */
        final String abort;

        /** The names of the methods that lead from a request to the exchange. */
        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<String> path;

        Server(String abort, String... path) {
            this.abort = abort;
            this.path = List.of(path);
        }
    }
}
