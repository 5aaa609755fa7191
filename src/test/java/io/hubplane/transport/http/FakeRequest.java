package io.hubplane.transport.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request with only the methods that the servlet calls. */
public final class FakeRequest {
    private final String method;
    private final String servletPath;
    private final @Nullable String query;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Cookie> cookies = new ArrayList<>();
    private @Nullable Principal principal;
    private Set<String> roles = Set.of();
    private String address = "192.0.2.7";
    private boolean secure;
    private @Nullable String pathInfo;
    private FakeBody body = FakeBody.of("");
    final FakeAsync async = new FakeAsync();
    boolean asyncStarted;
    boolean asyncSupported = true;

    private FakeRequest(String method, String target) {
        int mark = target.indexOf('?');
        this.method = method;
        this.servletPath = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? null : target.substring(mark + 1);
        header("Host", "hub.example");
    }

    public static FakeRequest of(String method, String target) {
        return new FakeRequest(method, target);
    }

    public static FakeRequest upgrade(String target) {
        return of("GET", target)
                .header("Upgrade", "websocket")
                .header("Connection", "Upgrade")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    public FakeRequest header(String name, String... values) {
        headers.put(name, List.of(values));
        return this;
    }

    FakeRequest without(String name) {
        headers.remove(name);
        return this;
    }

    FakeRequest cookie(String name, String value) {
        cookies.add(new Cookie(name, value));
        return this;
    }

    FakeRequest principal(Principal value) {
        principal = value;
        return this;
    }

    FakeRequest roles(String... values) {
        roles = Set.of(values);
        return this;
    }

    public FakeRequest from(String value) {
        address = value;
        return this;
    }

    FakeRequest secure() {
        secure = true;
        return this;
    }

    FakeRequest pathInfo(String value) {
        pathInfo = value;
        return this;
    }

    public FakeRequest body(String text) {
        return body(FakeBody.of(text));
    }

    public FakeRequest body(FakeBody value) {
        body = value;
        return this;
    }

    private AsyncContext startAsync() {
        if (!asyncSupported) {
            throw new IllegalStateException("not supported");
        }
        asyncStarted = true;
        return async.toContext();
    }

    public HttpServletRequest toServletRequest() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getServletPath" -> servletPath;
                    case "getPathInfo" -> pathInfo;
                    case "getQueryString" -> query;
                    case "getInputStream" -> body;
                    case "getContentLengthLong" -> body.length();
                    case "startAsync" -> startAsync();
                    case "getHeader" ->
                        values(arguments[0]).stream().findFirst().orElse(null);
                    case "getHeaders" -> Collections.enumeration(values(arguments[0]));
                    case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                    case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
                    case "getUserPrincipal" -> principal;
                    case "isUserInRole" -> roles.contains(arguments[0]);
                    case "getRemoteAddr" -> address;
                    case "isSecure" -> secure;
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private List<String> values(Object name) {
        return headers.getOrDefault((String) name, List.of());
    }
}
