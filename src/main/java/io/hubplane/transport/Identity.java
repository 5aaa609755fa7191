package io.hubplane.transport;

import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request. Immutable.
 *
 * @param principal the principal, or null if nobody is known to have sent it
 * @param roles those of the roles that matter to the hub which the principal has
 * @param expires when this ceases to hold, or null if it holds for as long as the connection
 * @param container the container's own object for whoever it is, or null if there is none; means nothing to transports
 */
public record Identity(
        @Nullable Principal principal,
        Set<String> roles,
        @Nullable Instant expires,
        @Nullable Object container) {
    /** Nobody in particular. */
    public static final Identity ANONYMOUS = new Identity(null, Set.of(), null);

    public Identity {
        roles = Set.copyOf(Objects.requireNonNull(roles));
    }

    /**
     * Someone without an object of the container's.
     *
     * @param principal the principal, or null if nobody is known to have sent the request
     * @param roles the roles
     * @param expires when this ceases to hold, or null
     */
    public Identity(@Nullable Principal principal, Set<String> roles, @Nullable Instant expires) {
        this(principal, roles, expires, null);
    }

    /**
     * Whether somebody else is the same user: the principals have the same name, or there is none on either side. Roles and
     * expiry do not matter, since they change when a token is renewed.
     *
     * @param other who is compared
     * @return true if so
     */
    public boolean isSameUser(Identity other) {
        Principal theirs = other.principal;
        if (principal == null || theirs == null) {
            return principal == null && theirs == null;
        }
        return Objects.equals(principal.getName(), theirs.getName());
    }

    /**
     * Someone without roles, for as long as the connection lasts.
     *
     * @param principal the principal, or null for nobody
     * @return the identity
     */
    public static Identity of(@Nullable Principal principal) {
        return principal == null ? ANONYMOUS : new Identity(principal, Set.of(), null);
    }
}
