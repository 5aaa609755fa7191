package io.hubplane.transport;

import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request. Immutable.
 *
 * @param principal the principal, or null if the sender is unknown
 * @param roles the principal's roles, as far as the hub uses them
 * @param expires when the identity expires, or null if it is valid for as long as the connection
 * @param container the container's own object for the sender, or null if there is none; transports do not use it
 */
public record Identity(
        @Nullable Principal principal,
        Set<String> roles,
        @Nullable Instant expires,
        @Nullable Object container) {
    /** An unknown sender. */
    public static final Identity ANONYMOUS = new Identity(null, Set.of(), null);

    public Identity {
        roles = Set.copyOf(Objects.requireNonNull(roles));
    }

    /** An identity without an object of the container. */
    public Identity(@Nullable Principal principal, Set<String> roles, @Nullable Instant expires) {
        this(principal, roles, expires, null);
    }

    /**
     * Whether two identities are the same user: their principals have the same name, or neither has a principal. Roles
     * and expiry do not count, since they change when a token is renewed.
     *
     * @param other the identity to compare
     * @return true if so
     */
    public boolean isSameUser(Identity other) {
        Principal theirs = other.principal;
        if (principal == null || theirs == null) {
            return principal == null && theirs == null;
        }
        return Objects.equals(principal.getName(), theirs.getName());
    }

    /** An identity without roles that does not expire; of a null principal, an unknown sender. */
    public static Identity of(@Nullable Principal principal) {
        return principal == null ? ANONYMOUS : new Identity(principal, Set.of(), null);
    }
}
