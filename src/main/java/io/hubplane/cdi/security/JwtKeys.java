package io.hubplane.cdi.security;

import io.hubplane.config.JwtVerification;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * Reads the keys that tokens are signed with, in the formats of MicroProfile JWT 2.1, <em>Supported Public Key
 * Formats</em>.
 */
final class JwtKeys {
    private static final String PEM_BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String PEM_END = "-----END PUBLIC KEY-----";

    private JwtKeys() {}

    /**
     * The keys of a configuration. A set of keys at an HTTP address is fetched when the first token comes, and again
     * when it has become old.
     *
     * @param verification the configuration
     * @return finds the key for a token
     * @throws IOException if the keys are not at the configured place
     * @throws GeneralSecurityException if they cannot be read
     */
    static VerificationKeyResolver of(JwtVerification verification) throws IOException, GeneralSecurityException {
        if (verification.publicKey().isPresent()) {
            return read(verification.publicKey().get());
        }
        String location = verification.publicKeyLocation().orElseThrow();
        return location.startsWith("http:") || location.startsWith("https:")
                ? new HttpsJwksVerificationKeyResolver(new HttpsJwks(location))
                : read(text(location));
    }

    private static String text(String location) throws IOException {
        try (InputStream stream = open(location)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String location) throws IOException {
        if (location.matches("[a-z]+:.*")) {
            return URI.create(location).toURL().openStream();
        }
        String name = location.startsWith("/") ? location.substring(1) : location;
        InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
        if (stream == null) {
            throw new FileNotFoundException("The application has no resource " + name);
        }
        return stream;
    }

    static VerificationKeyResolver read(String text) throws GeneralSecurityException {
        String stripped = text.strip();
        try {
            if (stripped.startsWith(PEM_BEGIN)) {
                Key key = publicKey(Base64.getMimeDecoder()
                        .decode(stripped.replace(PEM_BEGIN, "").replace(PEM_END, "")));
                return (signature, nesting) -> key;
            }
            String json = stripped.startsWith("{") ? stripped : decoded(stripped);
            return new JwksVerificationKeyResolver(
                    json.contains("\"keys\"")
                            ? new JsonWebKeySet(json).getJsonWebKeys()
                            : List.of(JsonWebKey.Factory.newJwk(json)));
        } catch (JoseException | IllegalArgumentException e) {
            throw new GeneralSecurityException("Not a public key in PEM, JWK or a set of JWKs", e);
        }
    }

    private static String decoded(String text) {
        return new String(
                Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_')), StandardCharsets.UTF_8);
    }

    private static Key publicKey(byte[] encoded) throws GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
        try {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        }
    }
}
