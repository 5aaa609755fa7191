package io.hubplane.server.callers;

import io.hubplane.hub.BearerCredential;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Knows two tokens. */
@ApplicationScoped
public class Tokens implements IdentityStore {
    /** Finds the user of a token; called by Jakarta Security. */
    public CredentialValidationResult validate(BearerCredential credential) {
        return switch (credential.token()) {
            case "token-of-ann" -> new CredentialValidationResult("ann", Set.of("member"));
            case "token-of-bob" -> new CredentialValidationResult("bob", Set.of("member", "admin"));
            default -> CredentialValidationResult.INVALID_RESULT;
        };
    }
}
