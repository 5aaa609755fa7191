package io.hubplane.transport.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A response that keeps what the servlet writes. The test sets how much it takes without blocking. */
public final class FakeResponse {
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Body stream = new Body();
    private int status = 200;
    private @Nullable String contentType;
    private int contentLength = -1;
    private @Nullable WriteListener listener;
    private boolean ready;
    private boolean asked;

    /** Whether it is ready for more after a write or a flush. */
    public boolean fast = true;

    @Nullable
    IOException broken;

    int flushes;

    public int status() {
        return status;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    int contentLength() {
        return contentLength;
    }

    public String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** Calls back as a container does when it can take more, if it was asked before. */
    public void writable() {
        ready = true;
        if (asked) {
            asked = false;
            try {
                Objects.requireNonNull(listener).onWritePossible();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public HttpServletResponse toServletResponse() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                FakeResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getStatus" -> status;
                    case "getOutputStream" -> stream;
                    default -> {
                        change(called.getName(), arguments);
                        yield null;
                    }
                });
    }

    private void change(String method, Object[] arguments) {
        switch (method) {
            case "setStatus" -> status = (int) arguments[0];
            case "setContentType" -> contentType = (String) arguments[0];
            case "setContentLength" -> contentLength = (int) arguments[0];
            case "setBufferSize" -> {
                // has no effect here
            }
            case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
            case "addHeader" ->
                headers.merge((String) arguments[0], (String) arguments[1], (one, other) -> one + ", " + other);
            default -> throw new UnsupportedOperationException(method);
        }
    }

    private final class Body extends ServletOutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            takeOff();
            body.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            takeOff();
            flushes++;
        }

        private void takeOff() throws IOException {
            if (listener != null && !ready) {
                throw new IllegalStateException("written to though it was not ready");
            }
            if (broken != null) {
                throw broken;
            }
            ready = fast;
        }

        @Override
        public boolean isReady() {
            asked |= !ready;
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener value) {
            listener = value;
            asked = true;
        }
    }
}
