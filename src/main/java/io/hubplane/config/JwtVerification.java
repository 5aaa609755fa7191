package io.hubplane.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How JSON Web Tokens are verified. Uses the keys that every implementation of MicroProfile JWT reads (MicroProfile JWT
 * 2.1, <em>Configuration Properties</em>), so that an application configures it once.
 *
 * @param publicKey the key itself, PEM, JWK or JWK set; empty if {@code publicKeyLocation} says where it is
 * @param publicKeyLocation where the key is: a URL, or the path of a resource of the application
 * @param algorithm the signature algorithm; empty for RS256 or ES256
 * @param issuer who must have issued the token; empty if anybody who has the key may
 * @param audiences the token must be for one of these; empty if it may be for anybody
 * @param clockSkewSeconds by how much clocks may differ, in seconds
 */
public record JwtVerification(
        Optional<String> publicKey,
        Optional<String> publicKeyLocation,
        Optional<String> algorithm,
        Optional<String> issuer,
        List<String> audiences,
        int clockSkewSeconds) {
    private static final String PREFIX = "mp.jwt.verify.";

    public JwtVerification {
        audiences = List.copyOf(audiences);
    }

    /**
     * Reads the configuration of the calling thread's application.
     *
     * @return how tokens are verified; empty if no key is configured
     * @throws ConfigurationException if the clock skew is not a number
     */
    public static Optional<JwtVerification> load() {
        return from(ConfigurationSources.ofThisProcess());
    }

    static Optional<JwtVerification> from(ConfigurationSource source) {
        Optional<String> key = source.value(PREFIX + "publickey");
        Optional<String> location = source.value(PREFIX + "publickey.location");
        if (key.isEmpty() && location.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new JwtVerification(
                key,
                location,
                source.value(PREFIX + "publickey.algorithm"),
                source.value(PREFIX + "issuer"),
                source.value(PREFIX + "audiences").stream()
                        .flatMap(text -> Stream.of(text.split(",", -1)))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList(),
                source.value(PREFIX + "clock.skew")
                        .map(JwtVerification::seconds)
                        .orElse(0)));
    }

    private static int seconds(String text) {
        try {
            return Math.max(0, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            throw new ConfigurationException(
                    List.of(PREFIX + "clock.skew is '" + text + "', must be a number of seconds, for example 30"));
        }
    }
}
