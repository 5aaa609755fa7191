package io.hubplane.conformance.application;

import io.hubplane.hub.BearerCredential;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

/** Knows the user of each token. */
@ApplicationScoped
public class TokenStore implements IdentityStore {
    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof BearerCredential bearer
                ? Tokens.verify(bearer.token())
                        .map(claims -> new CredentialValidationResult(claims.user()))
                        .orElse(CredentialValidationResult.INVALID_RESULT)
                : CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
}
