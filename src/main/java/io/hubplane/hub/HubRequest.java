package io.hubplane.hub;

import java.security.Principal;
import java.util.Optional;

/** The HTTP request by which a client connected. Safe for any thread. */
public interface HubRequest {
    /**
     * Who the client is.
     *
     * @return the principal, or empty if it is anonymous
     */
    Optional<Principal> user();

    /**
     * A header.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    Optional<String> header(String name);

    /**
     * A query parameter.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    Optional<String> queryParameter(String name);

    /**
     * A cookie.
     *
     * @param name its name
     * @return its value
     */
    Optional<String> cookie(String name);
}
