package io.hubplane.backplane;

import org.jspecify.annotations.Nullable;

/**
 * Whom a node believes among those who can write to the carrier. What bears a false signature is dropped whatever is said
 * here.
 *
 * @param secret what the nodes of the farm sign with, or null if they do not; a node without takes signed messages for
 *     unsigned ones
 * @param unsigned what is done with messages that are not signed
 */
public record BackplaneTrust(@Nullable BackplaneSecret secret, UnsignedMessages unsigned) {
    /** The trust of a node that knows nothing but the carrier: it delivers, and does nothing for others. */
    public static final BackplaneTrust WITHOUT_SECRET = new BackplaneTrust(null, UnsignedMessages.DELIVER);

    public BackplaneTrust {
        if (secret == null && unsigned == UnsignedMessages.REFUSE) {
            throw new IllegalArgumentException(
                    "hubplane.backplane.unsigned is refuse, but without hubplane.backplane.secret no message is signed");
        }
    }

    /**
     * Whether the nodes do things for one another, besides delivering to clients.
     *
     * @return true if so
     */
    public boolean carriesCommands() {
        return secret != null || unsigned == UnsignedMessages.ACCEPT;
    }
}
