package io.hubplane.backplane;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes the identities of nodes. */
public final class NodeId {
    private static final int RANDOM_BYTES = 9;

    private NodeId() {}

    /**
     * A new identity: 72 random bits, so that no two nodes and no two lives of a node share one.
     *
     * @return {@link Backplane#NODE_ID_LENGTH} characters of the base64url alphabet
     */
    public static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
