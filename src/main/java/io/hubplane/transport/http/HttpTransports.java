package io.hubplane.transport.http;

import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.TransportConnection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The transports of a hub that later requests look up, by the tokens of their connections. Safe for any thread. */
final class HttpTransports {
    private final ConnectionGateway gateway;
    private final Posts posts;
    private final Map<String, HttpTransport> byToken = new ConcurrentHashMap<>();
    private final Queue<PollTransport> lingering = new ConcurrentLinkedQueue<>();

    HttpTransports(ConnectionGateway gateway, Posts posts) {
        this.gateway = gateway;
        this.posts = posts;
    }

    /** Makes the transport of a claimed connection. It can be found until its connection has been told of the end. */
    <T extends HttpTransport> T add(TransportConnection connection, Function<PostReceiver, T> transport) {
        String token = connection.token();
        T made = transport.apply(new PostReceiver(connection, posts, () -> byToken.remove(token)));
        byToken.put(token, made);
        return made;
    }

    @Nullable
    HttpTransport find(TransportConnection connection) {
        return byToken.get(connection.token());
    }

    /**
     * Keeps a closing transport for the poll that is to learn of the end. That poll may never come, and if the
     * connection has been forgotten, nothing calls the transport any more. So each call of this method also drops such
     * transports.
     */
    void linger(PollTransport transport) {
        lingering.add(transport);
        PollTransport oldest = lingering.peek();
        while (oldest != null && (oldest.isEnded() || isForgotten(oldest))) {
            if (lingering.remove(oldest)) {
                oldest.end(null);
            }
            oldest = lingering.peek();
        }
    }

    private boolean isForgotten(PollTransport transport) {
        return gateway.find(transport.receiver().token()).isEmpty();
    }

    int size() {
        return byToken.size();
    }
}
