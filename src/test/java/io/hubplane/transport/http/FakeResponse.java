package io.hubplane.transport.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A response that keeps what the servlet writes. */
final class FakeResponse {
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;
    private @Nullable String contentType;
    private int contentLength = -1;

    int status() {
        return status;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    int contentLength() {
        return contentLength;
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    Map<String, String> headers() {
        return headers;
    }

    HttpServletResponse toServletResponse() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                FakeResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getStatus" -> status;
                    case "getOutputStream" -> new Body();
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
            case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
            case "addHeader" ->
                headers.merge((String) arguments[0], (String) arguments[1], (one, other) -> one + ", " + other);
            default -> throw new UnsupportedOperationException(method);
        }
    }

    private final class Body extends ServletOutputStream {
        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
