package io.hubplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JwtVerificationTest {
    private static Optional<JwtVerification> from(Map<String, String> settings) {
        return JwtVerification.from(new MapSource(settings));
    }

    @Test
    void withoutAKeyNothingIsVerified() {
        assertThat(from(Map.of("mp.jwt.verify.issuer", "me"))).isEmpty();
    }

    @Test
    void keysAreThoseOfMicroProfile() {
        assertThat(from(Map.of(
                        "mp.jwt.verify.publickey", "KEY",
                        "mp.jwt.verify.publickey.algorithm", "ES256",
                        "mp.jwt.verify.issuer", "me",
                        "mp.jwt.verify.audiences", "hubs, shop,",
                        "mp.jwt.verify.clock.skew", "30")))
                .contains(new JwtVerification(
                        Optional.of("KEY"),
                        Optional.empty(),
                        Optional.of("ES256"),
                        Optional.of("me"),
                        List.of("hubs", "shop"),
                        30));
        assertThat(from(Map.of("mp.jwt.verify.publickey.location", "/key.pem")))
                .contains(new JwtVerification(
                        Optional.empty(), Optional.of("/key.pem"), Optional.empty(), Optional.empty(), List.of(), 0));
    }

    @Test
    void clockSkewThatIsNoNumberIsRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> from(Map.of("mp.jwt.verify.publickey", "KEY", "mp.jwt.verify.clock.skew", "a little")))
                .withMessageContaining("mp.jwt.verify.clock.skew is 'a little'");
    }
}
