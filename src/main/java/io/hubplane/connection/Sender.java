package io.hubplane.connection;

import io.hubplane.transport.Identity;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * The sender of something that a connection received. A call has the roles of the request that brought it, not those of
 * the latest request. Immutable.
 */
public final class Sender {
    private final Identity identity;

    /** The sender with the identity of a request. */
    public Sender(Identity identity) {
        this.identity = identity;
    }

    @SuppressWarnings("ReferenceEquality") // cheap, for every frame; another object for the same sender does no harm
    boolean is(Identity other) {
        return identity == other;
    }

    /** The principal; empty if the sender is unknown. */
    public Optional<Principal> principal() {
        return Optional.ofNullable(identity.principal());
    }

    /** Whether the principal has a role, as far as the hub uses the role. */
    public boolean isInRole(String role) {
        return identity.roles().contains(role);
    }

    /** The names of the principal's roles, as far as the hub uses them. */
    public Set<String> roles() {
        return identity.roles();
    }

    /** The container's own object for the sender; empty if the container gave none with the request. */
    public Optional<Object> containerIdentity() {
        return Optional.ofNullable(identity.container());
    }
}
