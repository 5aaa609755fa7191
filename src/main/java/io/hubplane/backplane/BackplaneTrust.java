package io.hubplane.backplane;

import org.jspecify.annotations.Nullable;

/**
 * Which of the messages on the carrier a node believes. A message with a false signature is always dropped.
 *
 * @param secret what the nodes of the farm sign with, or null if they do not sign; a node without a secret treats
 *     signed messages like unsigned ones
 * @param unsigned what is done with messages that are not signed
 */
public record BackplaneTrust(@Nullable BackplaneSecret secret, UnsignedMessages unsigned) {
    /** The trust of a node without a secret: it delivers to clients, and does nothing else for other nodes. */
    public static final BackplaneTrust WITHOUT_SECRET = new BackplaneTrust(null, UnsignedMessages.DELIVER);

    public BackplaneTrust {
        if (secret == null && unsigned == UnsignedMessages.REFUSE) {
            throw new IllegalArgumentException(
                    "hubplane.backplane.unsigned is refuse, but without hubplane.backplane.secret no message is signed");
        }
    }

    /**
     * Whether the nodes do things for each other besides delivering to clients.
     *
     * @return true if so
     */
    public boolean carriesCommands() {
        return secret != null || unsigned == UnsignedMessages.ACCEPT;
    }
}
