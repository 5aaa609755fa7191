package io.hubplane.transport.http;

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
 * Bodies that nobody reads to their end: the one place that knows what servers do with the rest. To use the TCP connection
 * again they have to read it, and Undertow waits for it on the thread of the request, however long that takes (2.3: the
 * stream is closed so). So the answer to such a request closes the connection, and Undertow is told, by reflection, that
 * no more is read.
 */
final class UnreadBody {
    private static final Logger LOGGER = System.getLogger(UnreadBody.class.getName());
    private static final RepeatedWarning UNKNOWN =
            new RepeatedWarning(LOGGER, "This Undertow waits for the rest of bodies that nobody reads");

    private UnreadBody() {}

    /** Whether a request has a body that is not there as a whole. */
    static boolean isComing(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        return length < 0
                ? request.getHeader("Transfer-Encoding") != null
                : length > 0 && request.getInputStream().available() < length;
    }

    /** Breaks a body off that is still coming, and that nobody has begun to read; to be called before the answer. */
    static void breakOff(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isComing(request)) {
            closeAfter(response);
            Object channel = undertowChannel(request.getInputStream());
            if (channel != null) {
                stopReading(channel);
            }
        }
    }

    /**
     * Breaks a body off that is being read as it comes.
     *
     * @param then run afterwards, on a thread of the server's choice
     */
    static void breakOff(ServletInputStream in, HttpServletResponse response, Runnable then) {
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

    /** The thread that reads a channel, which alone may change how it is read. */
    private static @Nullable Executor readerOf(Object channel) {
        try {
            return (Executor) call(channel, "getIoThread");
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "This Undertow does not tell its threads", e);
            return null;
        }
    }

    private static void stopReading(Object channel) {
        try {
            Object unused = call(channel, "shutdownReads");
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "Undertow does not like to stop within a body, but has stopped", e);
        }
    }

    private static @Nullable Object call(Object channel, String name) throws ReflectiveOperationException {
        Method method = channel.getClass().getMethod(name);
        method.setAccessible(true);
        return method.invoke(channel);
    }
}
