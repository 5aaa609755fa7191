package io.hubplane.lifetime;

/** A value that no protocol can encode. */
public final class Unencodable {
    /** Called by the encoder, and fails. */
    public int getValue() {
        throw new IllegalStateException("no value");
    }
}
