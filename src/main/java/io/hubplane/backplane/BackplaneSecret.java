package io.hubplane.backplane;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that only the nodes of a farm know: the key by which they tell their own messages and tokens from forged
 * ones. Each purpose has a key of its own, derived from the secret (HMAC, RFC 2104, with SHA-256). Immutable.
 */
public final class BackplaneSecret {
    /** The fewest characters of a secret: 128 random bits as hexadecimal digits. */
    public static final int SHORTEST = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private BackplaneSecret(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * A secret that was configured.
     *
     * @param text the secret, at least {@link #SHORTEST} characters, the same on all nodes
     * @return the secret
     * @throws IllegalArgumentException if it is shorter
     */
    public static BackplaneSecret of(String text) {
        if (text.length() < SHORTEST) {
            throw new IllegalArgumentException("A secret must have at least " + SHORTEST + " characters");
        }
        return new BackplaneSecret(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A secret that no other node knows.
     *
     * @return 256 random bits
     */
    public static BackplaneSecret random() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return new BackplaneSecret(secret);
    }

    /**
     * Makes a function that computes check values.
     *
     * @param purpose what it is for; each purpose has its own key
     * @return an HMAC with SHA-256, for one thread at a time
     */
    public Mac mac(String purpose) {
        try {
            Mac derivation = Mac.getInstance(ALGORITHM);
            derivation.init(key);
            byte[] derived = derivation.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(derived, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "***";
    }
}
