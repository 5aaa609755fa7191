package io.hubplane.hub;

import jakarta.security.enterprise.credential.Credential;
import java.util.Objects;

/**
 * A bearer token (RFC 6750) that a client has sent to a hub. An application's
 * {@link jakarta.security.enterprise.identitystore.IdentityStore} validates it by a method
 * {@code validate(BearerCredential)}. The groups of a valid one are the roles of its bearer.
 *
 * <p>The only type here that needs Jakarta Security; not used where the server has none.
 */
public final class BearerCredential implements Credential {
    private final String token;

    /**
     * Wraps a token.
     *
     * @param token the token as it was sent
     */
    public BearerCredential(String token) {
        this.token = Objects.requireNonNull(token, "token is null");
    }

    /**
     * The token.
     *
     * @return the token, a secret
     */
    public String token() {
        return token;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "BearerCredential";
    }
}
