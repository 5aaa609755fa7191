package io.hubplane.cdi.security;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/** Finds the user of a bearer token. Safe for any thread; may block. Keeps tokens out of logs and exceptions. */
@FunctionalInterface
interface TokenCheck {
    /**
     * Checks a token.
     *
     * @param token the token
     * @return the bearer, or empty if the token is not valid
     */
    Optional<Bearer> bearer(String token);

    /**
     * The user of a valid token.
     *
     * @param principal the principal
     * @param groups the groups, which are used as roles
     */
    record Bearer(Principal principal, Set<String> groups) {
        public Bearer {
            groups = Set.copyOf(groups);
        }
    }
}
