package io.hubplane.connection;

import io.hubplane.transport.Identity;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent something that a connection received: the roles that count for a call are those of the request that brought it,
 * not of whatever request came last. Immutable.
 */
public final class Sender {
    private final Identity identity;

    /**
     * Makes a sender.
     *
     * @param identity who sent the request
     */
    public Sender(Identity identity) {
        this.identity = identity;
    }

    @SuppressWarnings("ReferenceEquality") // cheap, for every frame; another object for the same does no harm
    boolean is(Identity other) {
        return identity == other;
    }

    /**
     * Who it is.
     *
     * @return the principal, or empty
     */
    public Optional<Principal> principal() {
        return Optional.ofNullable(identity.principal());
    }

    /**
     * Whether the principal has a role, as far as the role matters to the hub.
     *
     * @param role the role's name
     * @return true if so
     */
    public boolean isInRole(String role) {
        return identity.roles().contains(role);
    }

    /**
     * Those of the roles that matter to the hub which the principal has.
     *
     * @return their names
     */
    public Set<String> roles() {
        return identity.roles();
    }

    /**
     * The container's own object for whoever it is.
     *
     * @return the object, or empty if the container gave none to the request
     */
    public Optional<Object> containerIdentity() {
        return Optional.ofNullable(identity.container());
    }
}
