package io.hubplane.lifetime.routing;

import io.hubplane.backplane.BackplaneSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the tokens that nodes of the farm have made for a hub, so that tokens which clients make up cause no
 * message to other nodes:
 *
 * <pre>
 *   | node id, 12 | . | random, 22 | check value, 8 |
 * </pre>
 *
 * <p>The check value is the beginning of an HMAC with SHA-256 over the hub's name and the part before it: 48 bits in
 * base64url. A guess succeeds once in 280 million million times, and even then the token belongs to no connection. Safe
 * for any thread.
 */
final class TokenCheck {
    private static final String PURPOSE = "hubplane token 1";
    private static final int CHECK_BYTES = 6;
    private static final int CHECK_LENGTH = 8;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{12}\\.[A-Za-z0-9_-]{30}");

    private final byte[] hub;
    private final Mac mac;
    private final boolean shared;

    /**
     * Makes the check of one hub.
     *
     * @param hub the hub's name
     * @param secret the secret that all nodes share, or null if there is none: then only the form of other nodes'
     *     tokens is checked
     */
    TokenCheck(String hub, @Nullable BackplaneSecret secret) {
        this.hub = (hub + "\n").getBytes(StandardCharsets.UTF_8);
        this.shared = secret != null;
        this.mac = (secret == null ? BackplaneSecret.random() : secret).mac(PURPOSE);
    }

    /** Makes a token from its beginning. */
    String complete(String beginning) {
        return beginning + checkValue(beginning);
    }

    /** Whether a node of the farm has made a token, as far as this can be checked. */
    boolean passes(String token) {
        if (!FORM.matcher(token).matches()) {
            return false;
        }
        int end = token.length() - CHECK_LENGTH;
        return !shared
                || MessageDigest.isEqual(ascii(token.substring(end)), ascii(checkValue(token.substring(0, end))));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String checkValue(String beginning) {
        byte[] computed;
        synchronized (mac) {
            mac.update(hub);
            computed = mac.doFinal(ascii(beginning));
        }
        byte[] check = new byte[CHECK_BYTES];
        System.arraycopy(computed, 0, check, 0, CHECK_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(check);
    }
}
