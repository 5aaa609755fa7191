package io.hubplane.cdi.security;

import io.hubplane.config.JwtVerification;
import io.hubplane.observe.ClientLog;
import jakarta.enterprise.inject.spi.BeanManager;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the ways an application has to check bearer tokens. */
public final class TokenChecks {
    private static final Logger LOGGER = System.getLogger(TokenChecks.class.getName());

    private TokenChecks() {}

    /**
     * MicroProfile JWT if its keys are configured, then the identity stores if there are any.
     *
     * @param beans the application's beans
     * @param log logs what clients cause
     * @return the checks, in the order in which to use them; none if the application cannot check tokens
     */
    public static List<TokenCheck> find(BeanManager beans, ClientLog log) {
        List<TokenCheck> checks = new ArrayList<>();
        JwtVerification.load().flatMap(TokenChecks::ofJwt).ifPresent(checks::add);
        ofIdentityStores(beans, log).ifPresent(checks::add);
        return checks;
    }

    private static Optional<TokenCheck> ofIdentityStores(BeanManager beans, ClientLog log) {
        try {
            return IdentityStoreCheck.find(beans, log);
        } catch (LinkageError e) {
            LOGGER.log(Level.DEBUG, "No Jakarta Security here: {0}", e.toString());
            return Optional.empty();
        }
    }

    // Not fatal: the server may find its keys where we do not. Without them nobody gets more access than they should.
    private static Optional<TokenCheck> ofJwt(JwtVerification verification) {
        try {
            return Optional.of(new JwtCheck(verification, JwtKeys.of(verification)));
        } catch (IOException | GeneralSecurityException e) {
            LOGGER.log(
                    Level.WARNING,
                    "Hubs cannot check the tokens of MicroProfile JWT: mp.jwt.verify.publickey or"
                            + " mp.jwt.verify.publickey.location cannot be read",
                    e);
            return Optional.empty();
        }
    }
}
