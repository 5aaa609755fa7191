package io.hubplane.transport.websocket;

import io.hubplane.observe.RepeatedWarning;
import jakarta.servlet.ServletInputStream;
import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Measures what Tyrus reads, in Payara and GlassFish. Tyrus has a setting for the size of its buffer, but for all
 * WebSockets of an application, including those of others. So the stream from which it reads a session is replaced, by
 * reflection. If this Tyrus is built differently, its own limit remains.
 */
final class TyrusReading implements Reading {
    private static final RepeatedWarning UNKNOWN = new RepeatedWarning(
            System.getLogger(TyrusReading.class.getName()), "Tyrus gathers frames of a WebSocket up to its own limit");

    private final Session session;
    private volatile @Nullable FrameMeter meter;
    private volatile @Nullable TyrusInput measured;

    TyrusReading(Session session) {
        this.session = session;
    }

    @Override
    public void limit(long longest, Runnable tooLong) {
        try {
            Object webSocket = HiddenField.value(session.getAsyncRemote(), "webSocket");
            Object handler = HiddenField.value(
                    HiddenField.value(HiddenField.value(webSocket, "protocolHandler"), "writer"),
                    "tyrusHttpUpgradeHandler");
            Field input = HiddenField.of(handler.getClass(), "is");
            if (input.get(handler) == null) { // a proxy of the one that reads (Tyrus 2.1.5)
                handler = HiddenField.value(handler, "handler");
            }
            FrameMeter made = new FrameMeter(longest);
            ServletInputStream read = (ServletInputStream) Objects.requireNonNull(input.get(handler));
            TyrusInput replacing = new TyrusInput(read, made, tooLong);
            measured = replacing;
            input.set(handler, replacing);
            meter = made;
        } catch (ReflectiveOperationException | RuntimeException e) {
            UNKNOWN.warn(e);
        }
    }

    @Override
    public void end() {
        TyrusInput replaced = measured;
        if (replaced != null) {
            replaced.release();
        }
    }

    @Override
    public long partialFor(long now) {
        FrameMeter measured = meter;
        return measured == null ? 0 : measured.partialFor(now);
    }
}
