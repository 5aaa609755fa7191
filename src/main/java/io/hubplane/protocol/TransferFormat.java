package io.hubplane.protocol;

/** Whether a protocol's messages are text or arbitrary bytes (Transport Protocols, <em>Transfer formats</em>). */
public enum TransferFormat {
    /** UTF-8 text. */
    TEXT,
    /** Arbitrary bytes. */
    BINARY
}
