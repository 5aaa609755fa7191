package io.hubplane.conformance.application;

import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.CountedConnection;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The connections that echo, on this node only. One that is never opened stays until the application ends. */
final class EchoConnections implements ConnectionGateway {
    private final Map<String, EchoConnection> connections = new ConcurrentHashMap<>();

    @Override
    public TransportConnection create(RequestInfo request, NegotiatedTerms terms, CountedConnection counted) {
        String id = UUID.randomUUID().toString();
        String token = terms.separateToken() ? UUID.randomUUID().toString() : id;
        EchoConnection connection = new EchoConnection(id, token, counted::claimed, () -> {
            connections.remove(token);
            counted.ended();
        });
        connections.put(token, connection);
        return connection;
    }

    @Override
    public Optional<TransportConnection> find(String token) {
        return Optional.ofNullable(connections.get(token));
    }

    @Override
    public boolean isElsewhere(String token) {
        return false;
    }

    @Override
    public Optional<CompletionStage<ForwardedAnswer>> forward(ForwardedRequest request) {
        return Optional.empty();
    }

    @Override
    public void serveForwarded(Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> handler) {
        // No other node has such connections, so nothing is forwarded.
    }
}
