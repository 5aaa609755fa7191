package io.hubplane.cdi.security;

import io.hubplane.config.JwtVerification;
import io.hubplane.dispatch.model.HubAccess;
import io.hubplane.observe.ClientLog;
import io.hubplane.transport.http.access.Gatekeeper;
import jakarta.enterprise.inject.spi.BeanManager;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the gatekeepers of hubs, which all check bearer tokens in the ways that the application has. Immutable. */
public final class Gatekeepers {
    private static final Logger LOGGER = System.getLogger(Gatekeepers.class.getName());

    private final List<TokenCheck> checks;
    private final ContainerIdentities identities;

    private Gatekeepers(List<TokenCheck> checks, ContainerIdentities identities) {
        this.checks = checks;
        this.identities = identities;
    }

    /**
     * Finds how the application checks tokens: by MicroProfile JWT if its keys are configured, then by the identity
     * stores if there are any. Without either, users are those whom the container knows.
     *
     * @param beans the application's beans
     * @param log logs what clients cause
     * @param identities the users' identities in the container
     * @return makes gatekeepers
     */
    public static Gatekeepers find(BeanManager beans, ClientLog log, ContainerIdentities identities) {
        List<TokenCheck> checks = new ArrayList<>();
        JwtVerification.load().flatMap(Gatekeepers::ofJwt).ifPresent(checks::add);
        ofIdentityStores(beans, log).ifPresent(checks::add);
        return new Gatekeepers(checks, identities);
    }

    /**
     * Makes the gatekeeper of a hub.
     *
     * @param access who may connect
     * @return the gatekeeper
     */
    public Gatekeeper of(HubAccess access) {
        return new HubGatekeeper(access, checks, identities);
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
