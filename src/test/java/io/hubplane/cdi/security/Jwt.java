package io.hubplane.cdi.security;

import io.hubplane.config.JwtVerification;
import io.hubplane.fixture.TokenIssuer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/** Checks the tokens of a {@link TokenIssuer}. */
final class Jwt {
    private Jwt() {}

    static JwtVerification verification(TokenIssuer issuer) {
        return new JwtVerification(
                Optional.of(issuer.publicKey()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(TokenIssuer.NAME),
                List.of("hubs"),
                0);
    }

    static TokenCheck check(TokenIssuer issuer) {
        try {
            return new JwtCheck(verification(issuer), JwtKeys.read(issuer.publicKey()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
