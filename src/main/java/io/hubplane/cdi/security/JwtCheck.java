package io.hubplane.cdi.security;

import io.hubplane.config.JwtVerification;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/**
 * Checks tokens of MicroProfile JWT. Servers do so too, but only for a token in the {@code Authorization} header, which
 * browsers cannot set on WebSockets and event streams.
 */
final class JwtCheck implements TokenCheck {
    private static final Logger LOGGER = System.getLogger(JwtCheck.class.getName());

    /** MicroProfile JWT 2.1, <em>The Claims</em>: the first one present names the principal. */
    private static final List<String> NAMES = List.of("upn", "preferred_username", "sub");

    private final JwtConsumer consumer;

    /**
     * Makes a check.
     *
     * @param verification what a token must satisfy
     * @param keys finds the key that a token is signed with
     */
    JwtCheck(JwtVerification verification, VerificationKeyResolver keys) {
        JwtConsumerBuilder builder = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(verification.clockSkewSeconds())
                .setVerificationKeyResolver(keys)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT,
                        verification
                                .algorithm()
                                .map(name -> new String[] {name})
                                .orElse(new String[] {
                                    AlgorithmIdentifiers.RSA_USING_SHA256,
                                    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256
                                })));
        verification.issuer().ifPresent(builder::setExpectedIssuer);
        if (verification.audiences().isEmpty()) {
            builder.setSkipDefaultAudienceValidation();
        } else {
            builder.setExpectedAudience(verification.audiences().toArray(String[]::new));
        }
        consumer = builder.build();
    }

    @Override
    public Optional<Bearer> bearer(String token) {
        try {
            JwtClaims claims = consumer.processToClaims(token);
            return name(claims).map(name -> new Bearer(new TokenPrincipal(name), groups(claims)));
        } catch (InvalidJwtException e) {
            // Without its text, which contains the token.
            LOGGER.log(
                    Level.DEBUG,
                    "A token is not a valid JSON Web Token here; errors: {0}",
                    e.getErrorDetails().stream()
                            .map(ErrorCodeValidator.Error::getErrorCode)
                            .toList());
            return Optional.empty();
        }
    }

    private static Optional<String> name(JwtClaims claims) {
        return NAMES.stream()
                .flatMap(claim -> Stream.ofNullable(claims.getClaimValueAsString(claim)))
                .filter(name -> !name.isBlank())
                .findFirst();
    }

    private static Set<String> groups(JwtClaims claims) {
        try {
            return claims.hasClaim("groups") ? new HashSet<>(claims.getStringListClaimValue("groups")) : Set.of();
        } catch (MalformedClaimException e) {
            LOGGER.log(Level.DEBUG, "The groups of a token are not a list of texts, so it has no roles");
            return Set.of();
        }
    }

    /** The subject of a token. */
    private record TokenPrincipal(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
