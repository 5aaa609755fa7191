package io.hubplane.cdi.security;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Reads when a token expires (RFC 7519, section 4.1.4). Only for tokens that were already accepted: it verifies
 * nothing.
 */
final class TokenExpiry {
    private static final JwtConsumer READER = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    private TokenExpiry() {}

    /**
     * When a token expires.
     *
     * @param token an accepted token
     * @return the time; empty if it has none, or is not a readable JSON Web Token
     */
    static Optional<Instant> of(String token) {
        try {
            return Optional.ofNullable(READER.processToClaims(token).getExpirationTime())
                    .map(NumericDate::getValue)
                    .map(Instant::ofEpochSecond);
        } catch (InvalidJwtException | MalformedClaimException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
