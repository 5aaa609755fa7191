package io.hubplane.transport.http;

import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.CountedConnection;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.Pending;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes connections {@code id1}, {@code id2} and so on, whose tokens, if separate, are {@code token1} and so on. */
public final class FakeGateway implements ConnectionGateway {
    /** Whether the node shuts down. */
    boolean leaving;

    public final List<Connection> created = new ArrayList<>();
    public final List<RequestInfo> requests = new ArrayList<>();
    final List<NegotiatedTerms> terms = new ArrayList<>();
    public final List<CountedConnection> allCounted = new ArrayList<>();
    final List<ForwardedRequest> forwarded = new ArrayList<>();
    final List<Pending> pending = new ArrayList<>();
    private final Map<String, Connection> byToken = new ConcurrentHashMap<>();

    /** The other node's answer; null as long as no token names another node. */
    @Nullable
    CompletionStage<ForwardedAnswer> answerOfOtherNode;

    @Nullable
    Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> servesForwarded;

    @Override
    public TransportConnection create(RequestInfo request, NegotiatedTerms agreed, CountedConnection counted) {
        requests.add(request);
        terms.add(agreed);
        int number = created.size() + 1;
        Connection connection = new Connection("id" + number, (agreed.separateToken() ? "token" : "id") + number);
        created.add(connection);
        allCounted.add(counted);
        byToken.put(connection.token, connection);
        return connection;
    }

    @Override
    public Optional<TransportConnection> find(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    @Override
    public boolean isElsewhere(String token) {
        return answerOfOtherNode != null;
    }

    @Override
    public Optional<CompletionStage<ForwardedAnswer>> forward(ForwardedRequest request) {
        forwarded.add(request);
        return Optional.ofNullable(answerOfOtherNode);
    }

    @Override
    public void leaves(Pending answer) {
        pending.add(answer);
    }

    @Override
    public boolean takesConnections() {
        return !leaving;
    }

    @Override
    public void serveForwarded(Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> handler) {
        servesForwarded = handler;
    }

    Connection add(String token) {
        Connection connection = new Connection("id", token);
        byToken.put(token, connection);
        return connection;
    }

    Connection add(String token, TransportConnection.Claim claim) {
        Connection connection = add(token);
        connection.claim = claim;
        return connection;
    }

    /** Records what its transport tells it, and then runs what the test has set for that event. */
    final class Connection implements TransportConnection {
        final String id;
        final String token;
        /** The events, in order: {@code opened}, {@code received hello}, {@code renewed anna}, {@code closed null}. */
        final List<String> events = new CopyOnWriteArrayList<>();

        Claim claim = Claim.GRANTED;

        @Nullable
        TransportType claimedFor;

        int abandoned;

        /** Whether the sender of the next request is another user than the connection's. */
        boolean foreign;

        /** The users whose POSTs brought bytes. */
        final List<String> senders = new CopyOnWriteArrayList<>();

        Runnable onOpened = () -> {};
        Runnable onReceived = () -> {};
        boolean crowded;
        int heard;
        private @Nullable Transport transport;

        Connection(String id, String token) {
            this.id = id;
            this.token = token;
        }

        Transport transport() {
            return Objects.requireNonNull(transport);
        }

        /** Sends messages, separated by {@code |} in the text, and records {@code sent null} when they have left. */
        void send(String text) {
            transport().send(TextMessage.batch(text.split("\\|", -1)), failure -> note("sent", failure));
        }

        /** Makes the gateway forget this connection. */
        void forget() {
            byToken.remove(token);
        }

        private void note(String event, @Nullable Throwable failure) {
            events.add(event + " " + (failure == null ? null : failure.getMessage()));
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
        public boolean renewed(Identity identity) {
            if (foreign) {
                return false;
            }
            events.add("renewed " + name(identity));
            return true;
        }

        private static String name(Identity identity) {
            return identity.principal() == null
                    ? "nobody"
                    : identity.principal().getName();
        }

        @Override
        public Claim claim(TransportType type, RequestInfo request) {
            Claim result = foreign ? Claim.OTHER_USER : claim;
            if (result == Claim.GRANTED && claimedFor != null) {
                result = claimedFor == type ? Claim.TAKEN : Claim.OTHER_TRANSPORT;
            }
            claimedFor = claimedFor == null && !foreign ? type : claimedFor;
            return result;
        }

        @Override
        public void abandoned() {
            abandoned++;
        }

        @Override
        public void opened(Transport opened) {
            transport = opened;
            events.add("opened");
            onOpened.run();
        }

        @Override
        public void received(ByteBuffer data) {
            events.add("received " + StandardCharsets.UTF_8.decode(data));
            onReceived.run();
        }

        @Override
        public void received(ByteBuffer data, Identity sender) {
            senders.add(name(sender));
            received(data);
        }

        @Override
        public boolean isCrowded() {
            return crowded;
        }

        @Override
        public void heard() {
            heard++;
        }

        @Override
        public void closed(@Nullable Throwable failure) {
            note("closed", failure);
            forget();
        }
    }
}
