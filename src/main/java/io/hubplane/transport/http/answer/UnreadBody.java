package io.hubplane.transport.http.answer;

import io.hubplane.observe.RepeatedWarning;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Stops bodies that nobody reads to their end. This class alone knows how servers treat the rest. A server must read
 * the rest before it can reuse the TCP connection, and Undertow waits for it on the request's thread, however long that
 * takes (2.3: when the stream is closed). So the answer to such a request closes the connection. Undertow is also told,
 * by reflection, that nothing more is read.
 */
public final class UnreadBody {
    private static final Logger LOGGER = System.getLogger(UnreadBody.class.getName());
    private static final RepeatedWarning UNKNOWN =
            new RepeatedWarning(LOGGER, "This version of Undertow waits for the rest of bodies that nobody reads");

    private UnreadBody() {}

    /** Whether a request has a body that has not completely arrived. */
    static boolean isComing(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        return length < 0
                ? request.getHeader("Transfer-Encoding") != null
                : length > 0 && request.getInputStream().available() < length;
    }

    /** Stops a body that is still arriving and that nobody has begun to read; call this before the answer. */
    public static void breakOff(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isComing(request)) {
            closeAfter(response);
            Object channel = undertowChannel(request.getInputStream());
            if (channel != null) {
                stopReading(channel);
            }
        }
    }

    /**
     * Stops a body that is being read as it arrives.
     *
     * @param then run afterwards, on any thread of the server
     */
    public static void breakOff(ServletInputStream in, HttpServletResponse response, Runnable then) {
        closeAfter(response);
        Object channel = undertowChannel(in);
        Executor reader = channel == null ? null : readerOf(channel);
        if (channel == null || reader == null) {
            then.run();
            return;
        }
        reader.execute(() -> {
            stopReading(channel);
            then.run();
        });
    }

    private static void closeAfter(HttpServletResponse response) {
        response.setHeader("Connection", "close");
    }

    private static @Nullable Object undertowChannel(ServletInputStream in) {
        if (!in.getClass().getName().startsWith("io.undertow.")) {
            return null;
        }
        try {
            Field channel = in.getClass().getDeclaredField("channel");
            channel.setAccessible(true);
            return channel.get(in);
        } catch (ReflectiveOperationException | RuntimeException e) {
            UNKNOWN.warn(e);
            return null;
        }
    }

    /** The thread that reads a channel. Only this thread may change how the channel is read. */
    private static @Nullable Executor readerOf(Object channel) {
        try {
            return (Executor) call(channel, "getIoThread");
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "This version of Undertow does not reveal its threads", e);
            return null;
        }
    }

    private static void stopReading(Object channel) {
        try {
            Object unused = call(channel, "shutdownReads");
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "Undertow reported an error when it stopped reading a body, but it has stopped", e);
        }
    }

    private static @Nullable Object call(Object channel, String name) throws ReflectiveOperationException {
        Method method = channel.getClass().getMethod(name);
        method.setAccessible(true);
        return method.invoke(channel);
    }
}
