package io.hubplane.lifetime;

import io.hubplane.concurrent.Stages;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubDispatch;
import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.protocol.HubMessage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records what connections pass to dispatch. */
public final class RecordingDispatch implements HubDispatch {
    private final Map<String, Calls> calls = new ConcurrentHashMap<>();
    private volatile Consumer<HubConnection> onConnected = connection -> {};
    private volatile Consumer<HubMessage> onReceived = message -> {};
    private volatile BiConsumer<HubConnection, HubMessage.Completion> onCompletion = (connection, completion) -> {};

    public void onConnected(Consumer<HubConnection> action) {
        onConnected = action;
    }

    public void onReceived(Consumer<HubMessage> action) {
        onReceived = action;
    }

    public void onCompletion(BiConsumer<HubConnection, HubMessage.Completion> action) {
        onCompletion = action;
    }

    @Override
    public HubMessageReceiver connected(HubConnection connection, CompletionStage<Void> ready) {
        Calls result = new Calls(connection, ready);
        calls.put(connection.id(), result);
        onConnected.accept(connection);
        return result;
    }

    @Override
    public HubMessageReceiver goesOn(HubConnection connection) {
        Calls result = new Calls(connection, Stages.done());
        calls.put(connection.id(), result);
        return result;
    }

    public boolean knows(String id) {
        return calls.containsKey(id);
    }

    public Calls of(TestNode.TestClient client) {
        return Objects.requireNonNull(calls.get(client.id()), "never connected");
    }

    public HubConnection connection(TestNode.TestClient client) {
        return of(client).connection;
    }

    /** Records what came from one connection. */
    public final class Calls implements HubMessageReceiver {
        public final HubConnection connection;
        public final CompletionStage<Void> ready;
        public final List<HubMessage> messages = new CopyOnWriteArrayList<>();
        public final List<Integer> lengths = new CopyOnWriteArrayList<>();
        /** One entry for each end that was reported. */
        public final List<Optional<Throwable>> ends = new CopyOnWriteArrayList<>();

        /** How often the connection has gone to another node. */
        public final AtomicInteger moves = new AtomicInteger();
        /** How many calls it has open. */
        public volatile int open;

        @Override
        public boolean isOpen() {
            return ends.isEmpty();
        }

        @Override
        public int openCalls() {
            return open;
        }

        @Override
        public void giveUp() {
            connection.write(HubMessage.Completion.ofError("given up", "moved"));
        }

        @Override
        public void moved() {
            moves.incrementAndGet();
        }

        private Calls(HubConnection connection, CompletionStage<Void> ready) {
            this.connection = connection;
            this.ready = ready;
        }

        @Override
        public void received(HubMessage message, int length) {
            messages.add(message);
            lengths.add(length);
            onReceived.accept(message);
            if (message instanceof HubMessage.Completion completion) {
                onCompletion.accept(connection, completion);
            }
        }

        @Override
        public void disconnected(@Nullable Throwable reason) {
            ends.add(Optional.ofNullable(reason));
        }
    }
}
