package io.hubplane.backplane;

/** What is done with a message of another node that is not signed. */
public enum UnsignedMessages {
    /** It is dropped. */
    REFUSE,
    /** It is delivered if it only brings something to clients; this node does nothing else for it. */
    DELIVER,
    /** It is taken like one that is signed: whoever can write to the carrier is believed. */
    ACCEPT
}
