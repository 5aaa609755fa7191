package io.hubplane.cdi.security;

import io.hubplane.hub.BearerCredential;
import io.hubplane.observe.ClientLog;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.lang.System.Logger;
import java.util.Optional;

/**
 * Checks tokens by the application's identity stores (Jakarta Security, <em>Identity Store</em>). The only class that
 * uses them, since not every server has them.
 */
final class IdentityStoreCheck implements TokenCheck {
    private static final Logger LOGGER = System.getLogger(IdentityStoreCheck.class.getName());

    private final IdentityStoreHandler handler;
    private final ClientLog log;

    private IdentityStoreCheck(IdentityStoreHandler handler, ClientLog log) {
        this.handler = handler;
        this.log = log;
    }

    /**
     * Makes the check; empty if the application does not use Jakarta Security.
     *
     * @throws LinkageError if the server has no Jakarta Security
     */
    static Optional<TokenCheck> find(BeanManager beans, ClientLog log) {
        Instance<IdentityStoreHandler> handlers = beans.createInstance().select(IdentityStoreHandler.class);
        if (handlers.isAmbiguous()) {
            throw new DeploymentException("There are several beans of type " + IdentityStoreHandler.class.getName()
                    + ", so bearer tokens cannot be checked; mark one of them as @Alternative with a @Priority");
        }
        return handlers.isResolvable() ? Optional.of(new IdentityStoreCheck(handlers.get(), log)) : Optional.empty();
    }

    @Override
    public Optional<Bearer> bearer(String token) {
        try {
            CredentialValidationResult result = handler.validate(new BearerCredential(token));
            return result.getStatus() == Status.VALID
                    ? Optional.of(new Bearer(result.getCallerPrincipal(), result.getCallerGroups()))
                    : Optional.empty();
        } catch (RuntimeException e) {
            // Without its text, which may contain the token.
            String failure = e.getClass().getName();
            log.warnOf(
                    "bearer tokens",
                    LOGGER,
                    "An identity store failed on a bearer token with a " + failure + "; the token counts as invalid",
                    null);
            return Optional.empty();
        }
    }
}
