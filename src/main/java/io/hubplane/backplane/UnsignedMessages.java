package io.hubplane.backplane;

/** What is done with a message of another node that is not signed. */
public enum UnsignedMessages {
    /** It is dropped. */
    REFUSE,
    /** It is delivered if it only delivers to clients; the node does nothing else for it. */
    DELIVER,
    /** It is treated like a signed one: everybody who can write to the carrier is believed. */
    ACCEPT
}
