package io.hubplane.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.hubplane.hub.HubException;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client of the hub under test, by which the test does what a page or an app would do. Made by
 * {@link HubTestKit#connect} or {@link HubTestKit#client}. For the thread of the test.
 */
public final class TestClient {
    private static final byte[] HANDSHAKE =
            "{\"protocol\":\"json\",\"version\":1}\u001e".getBytes(StandardCharsets.UTF_8);
    private static final int INVOCATION = 1;
    private static final int STREAM_ITEM = 2;
    private static final int COMPLETION = 3;
    private static final int CLOSE = 7;

    private final TaskLoop loop;
    private final ClientValues values;
    private final Duration patience;
    private final TransportConnection connection;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, TestCall<?>> calls = new ConcurrentHashMap<>();
    private final Map<String, Function<ReceivedMessage, ? extends @Nullable Object>> answers =
            new ConcurrentHashMap<>();
    private final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    private volatile boolean greeted;
    private volatile boolean open = true;
    private volatile @Nullable String closeError;

    TestClient(TaskLoop loop, ClientValues values, Duration patience, TransportConnection connection) {
        this.loop = loop;
        this.values = values;
        this.patience = patience;
        this.connection = connection;
    }

    TestClient connect(RequestInfo request) {
        connection.claim(TransportType.WEB_SOCKETS, request);
        connection.opened(new InMemoryTransport(this::arrived, () -> loop.execute(() -> closed(null))));
        connection.received(ByteBuffer.wrap(HANDSHAKE));
        loop.run();
        return this;
    }

    /**
     * The connection's id, as the hub knows it.
     *
     * @return the id
     */
    public String connectionId() {
        return connection.id();
    }

    /**
     * Calls a method and waits for the end of the call.
     *
     * @param method the method
     * @param arguments its arguments, among them any {@link #upload}
     * @throws HubException with the text the client sees, if the call failed
     * @throws AssertionError if the call does not end
     */
    public void invoke(String method, @Nullable Object... arguments) {
        start(Object.class, method, arguments).result();
    }

    /**
     * Calls a method and waits for its result.
     *
     * @param resultType the type to decode the result as
     * @param method the method
     * @param arguments its arguments, among them any {@link #upload}
     * @param <T> the type of the result
     * @return the result, null if there is none
     * @throws HubException with the text the client sees, if the call failed
     * @throws AssertionError if the call does not end
     */
    public <T extends @Nullable Object> T invoke(Class<T> resultType, String method, @Nullable Object... arguments) {
        return start(resultType, method, arguments).result();
    }

    /**
     * Calls a method without waiting for its end.
     *
     * @param resultType the type to decode the result as
     * @param method the method
     * @param arguments its arguments, among them any {@link #upload}
     * @param <T> the type of the result
     * @return the call
     */
    public <T extends @Nullable Object> TestCall<T> start(
            Class<T> resultType, String method, @Nullable Object... arguments) {
        TestCall<T> call = newCall(resultType, method);
        write(new HubMessage.Invocation(
                Map.of(), call.id(), method, Arguments.of(values(arguments)), streamIds(arguments)));
        return call;
    }

    /**
     * Calls a method that streams.
     *
     * @param itemType the type to decode items as
     * @param method the method
     * @param arguments its arguments, among them any {@link #upload}
     * @param <T> the type of the items
     * @return the call
     */
    public <T extends @Nullable Object> TestCall<T> stream(
            Class<T> itemType, String method, @Nullable Object... arguments) {
        TestCall<T> call = newCall(itemType, method);
        write(new HubMessage.StreamInvocation(
                Map.of(), call.id(), method, Arguments.of(values(arguments)), streamIds(arguments)));
        return call;
    }

    /**
     * Calls a method without learning how the call ends.
     *
     * @param method the method
     * @param arguments its arguments, among them any {@link #upload}
     */
    public void send(String method, @Nullable Object... arguments) {
        write(new HubMessage.Invocation(Map.of(), null, method, Arguments.of(values(arguments)), streamIds(arguments)));
    }

    /**
     * A stream to pass to the hub.
     *
     * @return the stream; pass it among the arguments of a call before you send items
     */
    public TestUpload upload() {
        return new TestUpload(this::write, "u" + ids.incrementAndGet());
    }

    /**
     * Sets the client's answer to a method that the hub invokes. Without one the client answers that it has no result.
     *
     * @param method the client method
     * @param answer makes the answer; if it throws, the hub's invocation fails with the exception's text
     * @return this
     */
    public TestClient answer(String method, Function<ReceivedMessage, ? extends @Nullable Object> answer) {
        answers.put(method, answer);
        return this;
    }

    /**
     * What the hub has sent to this client, including invocations with a result.
     *
     * @return the messages, in order
     */
    public List<ReceivedMessage> received() {
        loop.run();
        return List.copyOf(received);
    }

    /** Forgets the messages in {@link #received}. */
    public void forgetReceived() {
        loop.run();
        received.clear();
    }

    /**
     * Whether the connection is open.
     *
     * @return false when either side has closed it, or the hub has refused it
     */
    public boolean isConnected() {
        loop.run();
        return open;
    }

    /**
     * The error with which the hub has closed the connection.
     *
     * @return the text the client sees, or empty if the connection is open or was closed without an error
     */
    public Optional<String> closeError() {
        loop.run();
        return Optional.ofNullable(closeError);
    }

    /** Closes the connection normally. */
    public void disconnect() {
        if (open) {
            write(new HubMessage.Close(null, false));
            closed(null);
        }
    }

    /** Breaks the connection, as a failing network does. */
    public void drop() {
        closed(new IOException("The network failed"));
    }

    private void closed(@Nullable Throwable failure) {
        if (open) {
            open = false;
            connection.closed(failure);
            loop.run();
        }
    }

    /** Sends a message and runs everything that follows from it. */
    void write(HubMessage message) {
        loop.run();
        if (!open) {
            throw new IllegalStateException("The connection is closed" + why());
        }
        connection.received(ByteBuffer.wrap(values.encoded(message)));
        loop.run();
    }

    /** Takes what the hub sends; called by any thread. */
    private void arrived(byte[] frame) {
        JsonNode message = values.parsed(frame);
        if (!greeted) {
            greeted = true;
            closeError = ClientValues.text(message, "error");
        } else {
            switch (message.path("type").asInt()) {
                case INVOCATION -> called(message);
                case STREAM_ITEM -> callOf(message).item(message);
                case COMPLETION -> callOf(message).complete(message);
                case CLOSE -> closeError = ClientValues.text(message, "error");
                default -> {}
            }
        }
        loop.wake();
    }

    private void called(JsonNode message) {
        ReceivedMessage call =
                new ReceivedMessage(values, message.path("target").asText(), message.path("arguments"));
        received.add(call);
        String question = ClientValues.text(message, "invocationId");
        if (question != null) {
            // Not here: this may be a thread of the hub that is sending.
            loop.execute(() -> answer(question, call));
        }
    }

    private void answer(String question, ReceivedMessage call) {
        Function<ReceivedMessage, ? extends @Nullable Object> answer = answers.get(call.method());
        HubMessage.Completion completion;
        if (answer == null) {
            completion = HubMessage.Completion.ofError(question, "Client didn't provide a result.");
        } else {
            try {
                completion = HubMessage.Completion.ofResult(question, answer.apply(call));
            } catch (RuntimeException e) {
                completion = HubMessage.Completion.ofError(question, String.valueOf(e.getMessage()));
            }
        }
        if (open) {
            connection.received(ByteBuffer.wrap(values.encoded(completion)));
        }
    }

    private TestCall<?> callOf(JsonNode message) {
        String id = String.valueOf(ClientValues.text(message, "invocationId"));
        TestCall<?> call = calls.get(id);
        if (call == null) {
            throw new IllegalStateException("The hub answers a call that no client has made: " + message);
        }
        return call;
    }

    private <T extends @Nullable Object> TestCall<T> newCall(Type type, String method) {
        String id = "c" + ids.incrementAndGet();
        TestCall<T> call = new TestCall<>(this, id, method, type);
        calls.put(id, call);
        return call;
    }

    private static @Nullable Object[] values(@Nullable Object[] arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> !(argument instanceof TestUpload))
                .toArray();
    }

    private static List<String> streamIds(@Nullable Object[] arguments) {
        List<String> ids = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof TestUpload upload) {
                ids.add(upload.id());
            }
        }
        return ids;
    }

    TaskLoop loop() {
        return loop;
    }

    ClientValues values() {
        return values;
    }

    Duration patience() {
        return patience;
    }

    String why() {
        return closeError == null ? "" : ": " + closeError;
    }

    /** The connection's id. */
    @Override
    public String toString() {
        return connectionId();
    }
}
