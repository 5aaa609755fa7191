package io.hubplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.backplane.redis.RedisOptions;
import io.hubplane.backplane.redis.topology.RedisAccessOptions;
import io.hubplane.backplane.redis.topology.RedisAccessOptions.Store;
import io.hubplane.fixture.Certificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files with certificates for Redis. */
class RedisStoresTest {
    @TempDir
    private static Path directory;

    private static Certificate certificate;

    @BeforeAll
    static void makeCertificate() {
        certificate = Certificate.make(directory, "dns:redis.example");
    }

    private static HubplaneConfiguration read(String uri, Path trust, Path key, String password) {
        return HubplaneConfiguration.of(Map.of(
                "hubplane.redis.uri",
                uri,
                "hubplane.redis.trust-store",
                trust.toString(),
                "hubplane.redis.trust-store-password",
                password,
                "hubplane.redis.key-store",
                key.toString(),
                "hubplane.redis.key-store-password",
                password));
    }

    private static void assertRefused(String uri, Path trust, Path key, String password, String... parts) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(uri, trust, key, password))
                .withMessageContainingAll(parts)
                .withMessageNotContaining(password);
    }

    @Test
    void storesReachTheirOptionsAndPasswordsAreNotShown() {
        HubplaneConfiguration configuration =
                read("rediss://redis", certificate.trustStore(), certificate.keyStore(), Certificate.PASSWORD);

        assertThat(configuration.redis())
                .map(RedisOptions::access)
                .contains(new RedisAccessOptions(
                        new Store(certificate.trustStore(), Certificate.PASSWORD),
                        new Store(certificate.keyStore(), Certificate.PASSWORD),
                        null,
                        null,
                        12));
        assertThat(configuration.effective().toString() + configuration.redis())
                .contains("trust.p12", "key.p12")
                .doesNotContain(Certificate.PASSWORD);
    }

    @Test
    void storeOfAnotherPasswordIsRefused() {
        assertRefused(
                "rediss://redis",
                certificate.trustStore(),
                certificate.keyStore(),
                "another",
                "hubplane.redis.trust-store is ",
                "cannot be read as PKCS #12 or JKS with hubplane.redis.trust-store-password");
    }

    @Test
    void storeOfTheOtherKindIsRefused() {
        assertRefused(
                "rediss://redis",
                certificate.trustStore(),
                certificate.trustStore(),
                Certificate.PASSWORD,
                "hubplane.redis.key-store is ",
                "holds no key");
    }

    @Test
    void fileThatIsNotThereIsRefused() throws Exception {
        Path missing = directory.resolve("missing.p12");
        assertThat(Files.exists(missing)).isFalse();
        assertRefused(
                "rediss://redis",
                missing,
                certificate.keyStore(),
                Certificate.PASSWORD,
                "hubplane.redis.trust-store is \"" + missing + "\"",
                "the path of a file that this process may read");
    }

    @Test
    void storesWithoutTlsAreRefused() {
        assertRefused(
                "redis://redis",
                certificate.trustStore(),
                certificate.keyStore(),
                Certificate.PASSWORD,
                "are for TLS, which hubplane.redis.uri does not ask for; write rediss://");
    }
}
