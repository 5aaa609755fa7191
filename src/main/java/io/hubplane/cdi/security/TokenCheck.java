package io.hubplane.cdi.security;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/** Tells whom a bearer token stands for. Safe for any thread; may block. Keeps tokens out of logs and exceptions. */
@FunctionalInterface
public interface TokenCheck {
    /**
     * Checks a token.
     *
     * @param token the token
     * @return the bearer, or empty if the token is not valid
     */
    Optional<Bearer> bearer(String token);

    /**
     * Whom a valid token stands for.
     *
     * @param principal the principal
     * @param groups the groups, which are taken for roles
     */
    record Bearer(Principal principal, Set<String> groups) {
        public Bearer {
            groups = Set.copyOf(groups);
        }
    }
}
