package io.hubplane.transport.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
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

/** A session that notes what is asked of it and answers sends when the test says so. */
final class FakeSession {
    final Map<String, Object> userProperties = new HashMap<>();
    final Map<Class<?>, MessageHandler.Partial<Object>> handlers = new HashMap<>();
    /** What was asked, in order, for example {@code async-text hello}. */
    final List<String> calls = new ArrayList<>();

    final List<SendHandler> pending = new ArrayList<>();

    @Nullable
    RuntimeException sendFailure;

    Runnable onClose = () -> {};

    Session toSession() {
        return proxy(Session.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getUserProperties" -> userProperties;
            case "getAsyncRemote" -> asyncRemote();
            case "getBasicRemote" -> basicRemote();
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

    RemoteEndpoint.Basic basicRemote() {
        return proxy(RemoteEndpoint.Basic.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("getSendWriter")) {
                throw new UnsupportedOperationException(method.getName());
            }
            if (sendFailure != null) {
                throw sendFailure;
            }
            return new Frame();
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

    private final class Frame extends Writer {
        private final StringWriter text = new StringWriter();

        @Override
        public void write(char[] buffer, int offset, int length) {
            text.write(buffer, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() throws IOException {
            text.close();
            calls.add("writer " + text);
        }
    }
}
