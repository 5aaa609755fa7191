package io.hubplane.cdi.security;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Reads when a token ends (RFC 7519, section 4.1.4). Only for tokens that somebody else has accepted: it verifies nothing. */
final class TokenExpiry {
    private static final JwtConsumer READER = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    private TokenExpiry() {}

    /**
     * When a token ends.
     *
     * @param token an accepted token
     * @return the time; empty if it has none, or is no JSON Web Token that can be read
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
