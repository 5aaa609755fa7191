package io.hubplane.transport.websocket;

import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The way in which Tyrus broadcasts: a frame made once goes to the sockets unchanged. The ordinary ways encode a text
 * again for each receiver, character by character, which costs as much as writing it to the socket.
 *
 * <p>Tyrus offers it only for all sessions of an endpoint at once, so the socket is taken from the remote endpoint by
 * reflection. With a WebSocket extension, frames would have to pass through that; none is ever negotiated here.
 */
final class TyrusRawSocket implements RawSocket {
    private static final Logger LOGGER = System.getLogger(TyrusRawSocket.class.getName());

    private final Object socket;
    private final Method sendRawFrame;

    /** An application has one Tyrus: its method is looked up once instead of being kept by every connection. */
    private static volatile @Nullable Method latest;

    private TyrusRawSocket(Object socket, Method sendRawFrame) {
        this.socket = socket;
        this.sendRawFrame = sendRawFrame;
    }

    /** The socket of a remote endpoint; null if this Tyrus is built differently. */
    static @Nullable RawSocket of(RemoteEndpoint remote) {
        try {
            Object socket = HiddenField.value(remote, "webSocket");
            return new TyrusRawSocket(socket, method(socket.getClass()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "This version of Tyrus does not accept ready-made frames", e);
            return null;
        }
    }

    private static Method method(Class<?> socketType) throws NoSuchMethodException {
        Method known = latest;
        if (known == null || known.getDeclaringClass() != socketType) {
            known = socketType.getMethod("sendRawFrame", ByteBuffer.class);
            known.setAccessible(true);
            latest = known;
        }
        return known;
    }

    @Override
    public void send(byte[] frame) throws IOException {
        try {
            sendRawFrame.invoke(socket, ByteBuffer.wrap(frame));
        } catch (InvocationTargetException e) {
            throw new IOException("Tyrus did not accept a frame", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IOException(e);
        }
    }
}
