package io.hubplane.lifetime;

import io.hubplane.connection.ClientResultCallback;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.Payload;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A client result that this node awaits from a connection of any node. Safe for any thread; the first outcome counts.
 */
final class PendingClientResult implements ClientResultCallback {
    private final String id;
    private final String connectionId;
    private final String method;
    private final Type type;
    private final long since;
    private final long timeout;
    private final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();

    /**
     * Makes a client result that is awaited from now on.
     *
     * @param since now, in nanoseconds
     */
    PendingClientResult(String id, String connectionId, String method, Type type, long since, Duration timeout) {
        this.id = id;
        this.connectionId = connectionId;
        this.method = method;
        this.type = type;
        this.since = since;
        this.timeout = TimeUnit.NANOSECONDS.convert(timeout);
    }

    @Override
    public String id() {
        return id;
    }

    String connectionId() {
        return connectionId;
    }

    String method() {
        return method;
    }

    /** When the waiting began, in nanoseconds. */
    long since() {
        return since;
    }

    /** Whether the waiting began before a time, in nanoseconds. */
    boolean isOlderThan(long time) {
        return since - time < 0;
    }

    /** The future that the asking application waits for and may cancel. */
    CompletableFuture<@Nullable Object> answer() {
        return answer;
    }

    @Override
    public void answered(HubMessage.Completion completion) {
        if (completion.error() != null) {
            fail(new ClientErrorException(completion.error()));
            return;
        }
        try {
            answer.complete(bind(completion.result()));
        } catch (BindingException e) {
            fail(new ClientErrorException(String.valueOf(e.getMessage()), e));
        }
    }

    private @Nullable Object bind(@Nullable Payload result) {
        if (type == void.class || type == Void.class) {
            return null;
        }
        if (result != null) {
            return result.bind(type);
        }
        if (type instanceof Class<?> c && c.isPrimitive()) {
            throw new BindingException("Error trying to deserialize result to " + c + ". The client gave none.");
        }
        return null;
    }

    @Override
    public void disconnected() {
        fail(ConnectionException.disconnected(connectionId));
    }

    void unknown() {
        fail(ConnectionException.unknown(connectionId));
    }

    void unreachable(Throwable cause) {
        fail(ConnectionException.unreachable(connectionId, cause));
    }

    void expire(long now) {
        if (now - since > timeout) {
            fail(new TimeoutException("Connection '" + connectionId + "' did not answer '" + method + "' within "
                    + TimeUnit.NANOSECONDS.toMillis(timeout) + " ms"));
        }
    }

    void fail(Exception failure) {
        answer.completeExceptionally(failure);
    }
}
