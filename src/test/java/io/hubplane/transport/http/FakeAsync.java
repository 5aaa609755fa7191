package io.hubplane.transport.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The asynchronous context of a request; it does what the test says. */
public final class FakeAsync {
    private final List<AsyncListener> listeners = new ArrayList<>();
    long timeout = -1;
    public int completions;

    public AsyncContext toContext() {
        return (AsyncContext) Proxy.newProxyInstance(
                FakeAsync.class.getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "setTimeout" -> timeout = (long) arguments[0];
                        case "addListener" -> listeners.add((AsyncListener) arguments[0]);
                        case "complete" -> complete();
                        case "getRequest", "getResponse" -> {
                            return null; // only an event asks for them
                        }
                        default -> throw new UnsupportedOperationException(called.getName());
                    }
                    return null;
                });
    }

    /** Completes the response, as containers do for any reason. */
    public void complete() {
        completions++;
        tell(AsyncListener::onComplete, null);
    }

    void error(Throwable failure) {
        tell(AsyncListener::onError, failure);
    }

    private void tell(Call call, @Nullable Throwable failure) {
        try {
            for (AsyncListener listener : listeners) {
                call.on(listener, new AsyncEvent(toContext(), failure));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Call {
        void on(AsyncListener listener, AsyncEvent event) throws IOException;
    }
}
