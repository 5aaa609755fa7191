package io.hubplane.conformance.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JSON web tokens (RFC 7519) signed by HMAC with SHA-256. Safe for any thread. */
final class Tokens {
    /** How long a token is valid. */
    static final Duration LIFETIME = Duration.ofSeconds(5);

    /** The claim with the user's name, called as on the server of the published tests. */
    private static final String NAME_CLAIM = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";

    /** Not a secret: all nodes of the tests accept each other's tokens. */
    private static final byte[] KEY = "a key for tests, known to everyone".getBytes(UTF_8);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Tokens() {}

    /**
     * The claims of a token.
     *
     * @param user the user that it was made for
     * @param expires when it expires
     */
    record Claims(String user, Instant expires) {}

    /** A token that is valid from now on. */
    static String issue(String user) {
        long expires = Instant.now().plus(LIFETIME).getEpochSecond();
        String signed = HEADER + "."
                + encode("{\"" + NAME_CLAIM + "\":\"" + user + "\",\"exp\":" + expires
                        + ",\"iss\":\"SignalRTestServer\",\"aud\":\"SignalRTests\"}");
        return signed + "." + signature(signed);
    }

    /** The claims of a token, or empty if it is not one of ours or has expired. */
    static Optional<Claims> verify(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || !isSigned(parts[0] + "." + parts[1], parts[2])) {
            return Optional.empty();
        }
        try {
            JsonNode payload = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            Claims claims = new Claims(
                    payload.path(NAME_CLAIM).asText(),
                    Instant.ofEpochSecond(payload.path("exp").asLong()));
            return Optional.of(claims).filter(valid -> Instant.now().isBefore(valid.expires()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isSigned(String text, String signature) {
        return MessageDigest.isEqual(signature(text).getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private static String signature(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(KEY, ALGORITHM));
            return encode(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    private static String encode(String text) {
        return encode(text.getBytes(UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
