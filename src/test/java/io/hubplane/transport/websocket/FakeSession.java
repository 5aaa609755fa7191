package io.hubplane.transport.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session that records its calls and answers sends when the test says so. */
final class FakeSession {
    final Map<String, Object> userProperties = new HashMap<>();
    final Map<Class<?>, MessageHandler.Partial<Object>> handlers = new HashMap<>();
    /** The calls, in order, for example {@code async-text hello}. */
    final List<String> calls = new ArrayList<>();

    final List<SendHandler> pending = new ArrayList<>();

    @Nullable
    RuntimeException sendFailure;

    Runnable onClose = () -> {};

    Session toSession() {
        return proxy(Session.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getUserProperties" -> userProperties;
            case "getAsyncRemote" -> asyncRemote();
            case "addMessageHandler" -> addHandler(arguments);
            case "close" -> close((CloseReason) arguments[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    RemoteEndpoint.Async asyncRemote() {
        return proxy(RemoteEndpoint.Async.class, (proxy, method, arguments) -> {
            SendHandler handler = (SendHandler) arguments[1];
            switch (method.getName()) {
                case "sendText" -> calls.add("async-text " + arguments[0]);
                case "sendBinary" ->
                    calls.add("async-binary " + StandardCharsets.UTF_8.decode((ByteBuffer) arguments[0]));
                default -> throw new UnsupportedOperationException(method.getName());
            }
            pending.add(handler);
            if (sendFailure != null) {
                throw sendFailure;
            }
            return null;
        });
    }

    /** Answers the oldest unanswered send. */
    void answer(SendResult result) {
        pending.remove(0).onResult(result);
    }

    void receive(Object part, boolean last) {
        Class<?> type = part instanceof String ? String.class : ByteBuffer.class;
        Objects.requireNonNull(handlers.get(type)).onMessage(part, last);
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object addHandler(Object[] arguments) {
        handlers.put((Class<?>) arguments[0], (MessageHandler.Partial<Object>) arguments[1]);
        return null;
    }

    private @Nullable Object close(CloseReason reason) {
        calls.add("close " + reason.getCloseCode().getCode());
        onClose.run();
        return null;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FakeSession.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
