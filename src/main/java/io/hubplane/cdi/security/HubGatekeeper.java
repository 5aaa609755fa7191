package io.hubplane.cdi.security;

import io.hubplane.cdi.security.TokenCheck.Bearer;
import io.hubplane.dispatch.model.AccessRule;
import io.hubplane.dispatch.model.HubAccess;
import io.hubplane.transport.Identity;
import io.hubplane.transport.http.access.Gatekeeper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Admits the users whom the hub class permits. The container says who the user is; if it does not know, the request's
 * bearer token does, if there is one. With an invalid token the client stays anonymous, as in ASP.NET Core, and the hub
 * decides whether anonymous clients may connect. Safe for any thread.
 */
final class HubGatekeeper implements Gatekeeper {
    private static final Logger LOGGER = System.getLogger(HubGatekeeper.class.getName());

    /** RFC 6750, section 3: no error code for a request without a token. */
    private static final String CHALLENGE = "Bearer";

    /** RFC 6750, section 3.1. */
    private static final String CHALLENGE_INVALID = "Bearer error=\"invalid_token\"";

    private final HubAccess access;
    private final List<TokenCheck> checks;
    private final ContainerIdentities identities;

    /**
     * Makes the gatekeeper of a hub.
     *
     * @param access who may connect
     * @param checks find the user of a token; the first one that knows the user counts
     * @param identities the users' identities in the container
     */
    HubGatekeeper(HubAccess access, List<TokenCheck> checks, ContainerIdentities identities) {
        this.access = access;
        this.checks = List.copyOf(checks);
        this.identities = identities;
    }

    @Override
    public Admission admit(HttpServletRequest request) {
        String token = BearerToken.of(request).orElse(null);
        Principal principal = request.getUserPrincipal();
        Identity identity = principal != null
                ? identity(principal, request::isUserInRole, token, roles -> identities.ofRequest(principal, roles))
                : token != null ? bearer(token) : Identity.ANONYMOUS;
        if (access.connecting().permits(role -> isInRole(identity, role))) {
            return Admission.granted(identity, identity.principal() == null && token != null ? CHALLENGE_INVALID : "");
        }
        if (identity.principal() != null || !access.connecting().dependsOnRoles()) {
            return Admission.refused(HttpServletResponse.SC_FORBIDDEN, "");
        }
        return Admission.refused(HttpServletResponse.SC_UNAUTHORIZED, token == null ? CHALLENGE : CHALLENGE_INVALID);
    }

    private Identity bearer(String token) {
        for (TokenCheck check : checks) {
            Optional<Bearer> bearer = check.bearer(token);
            if (bearer.isPresent()) {
                Principal principal = bearer.get().principal();
                Set<String> groups = bearer.get().groups();
                return identity(principal, groups::contains, token, roles -> identities.of(principal, groups));
            }
        }
        LOGGER.log(Level.DEBUG, "A request has a bearer token that is not known here; the request counts as anonymous");
        return Identity.ANONYMOUS;
    }

    private Identity identity(
            Principal principal,
            Predicate<String> hasRole,
            @Nullable String token,
            Function<Set<String>, @Nullable Object> container) {
        Set<String> roles = access.roles().stream().filter(hasRole).collect(Collectors.toUnmodifiableSet());
        return new Identity(
                principal, roles, token == null ? null : TokenExpiry.of(token).orElse(null), container.apply(roles));
    }

    private static boolean isInRole(Identity identity, String role) {
        return role.equals(AccessRule.ANY_AUTHENTICATED)
                ? identity.principal() != null
                : identity.roles().contains(role);
    }
}
