package io.hubplane.server.members;

import io.hubplane.hub.BearerCredential;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Knows two tokens. */
@ApplicationScoped
public class TokenStore implements IdentityStore {
    /** Finds the user of a token; called by Jakarta Security. */
    public CredentialValidationResult validate(BearerCredential credential) {
        return switch (credential.token()) {
            case "token-of-ann" -> new CredentialValidationResult("ann", Set.of("member"));
            case "token-of-guest" -> new CredentialValidationResult("guest", Set.of("visitor"));
            default -> CredentialValidationResult.INVALID_RESULT;
        };
    }
}
