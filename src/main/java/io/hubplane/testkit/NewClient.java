package io.hubplane.testkit;

import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import java.security.Principal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client that is going to connect, and its request. Made by {@link HubTestKit#client}. */
public final class NewClient {
    private final Function<RequestInfo, TestClient> connecting;
    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, List<String>> query = new HashMap<>();
    private final Map<String, String> cookies = new HashMap<>();
    private final Set<String> roles = new HashSet<>();
    private @Nullable String user;

    NewClient(Function<RequestInfo, TestClient> connecting) {
        this.connecting = connecting;
    }

    /**
     * Sets the client's user.
     *
     * @param name the name of its principal, by which the hub finds the user
     * @param held the user's roles
     * @return this
     */
    public NewClient user(String name, String... held) {
        user = name;
        roles.addAll(List.of(held));
        return this;
    }

    /**
     * Adds a header.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public NewClient header(String name, String value) {
        headers.put(name, List.of(value));
        return this;
    }

    /**
     * Adds a query parameter.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public NewClient queryParameter(String name, String value) {
        query.put(name, List.of(value));
        return this;
    }

    /**
     * Adds a cookie.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public NewClient cookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /**
     * Connects, including what the hub does when a client has connected.
     *
     * @return the client; see {@link TestClient#isConnected} for whether the hub has accepted it
     * @throws SecurityException if the hub's class does not admit it
     */
    public TestClient connect() {
        String name = user;
        Principal principal = name == null ? null : () -> name;
        return connecting.apply(
                new RequestInfo(headers, query, cookies, new Identity(principal, roles, null), "127.0.0.1"));
    }
}
