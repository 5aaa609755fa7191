package io.hubplane.transport.http;

import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RelayedAnswer;
import io.hubplane.transport.RelayedRequest;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes connections {@code id1}, {@code id2} and so on, whose tokens, if separate, are {@code token1} and so on. */
final class FakeGateway implements ConnectionGateway {
    final List<Connection> created = new ArrayList<>();
    final List<RequestInfo> requests = new ArrayList<>();
    private final Map<String, Connection> byToken = new HashMap<>();

    @Override
    public TransportConnection create(RequestInfo request, NegotiatedTerms terms) {
        requests.add(request);
        int number = created.size() + 1;
        Connection connection = new Connection("id" + number, (terms.separateToken() ? "token" : "id") + number);
        created.add(connection);
        byToken.put(connection.token, connection);
        return connection;
    }

    @Override
    public Optional<TransportConnection> find(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    @Override
    public Optional<CompletionStage<RelayedAnswer>> relay(RelayedRequest request) {
        return Optional.empty();
    }

    @Override
    public void serveRelayed(Function<RelayedRequest, CompletionStage<RelayedAnswer>> handler) {
        throw new UnsupportedOperationException();
    }

    Connection add(String token, TransportConnection.Claim claim) {
        Connection connection = new Connection("id", token);
        connection.claim = claim;
        byToken.put(token, connection);
        return connection;
    }

    static final class Connection implements TransportConnection {
        final String id;
        final String token;
        Claim claim = Claim.GRANTED;

        @Nullable
        TransportType claimedFor;

        int abandoned;

        Connection(String id, String token) {
            this.id = id;
            this.token = token;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String token() {
            return token;
        }

        @Override
        public void renewed(Identity identity) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Claim claim(TransportType type, RequestInfo request) {
            claimedFor = type;
            return claim;
        }

        @Override
        public void abandoned() {
            abandoned++;
        }

        @Override
        public void opened(Transport transport) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void received(ByteBuffer data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void closed(@Nullable Throwable failure) {
            throw new UnsupportedOperationException();
        }
    }
}
