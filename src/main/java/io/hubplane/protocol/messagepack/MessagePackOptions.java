package io.hubplane.protocol.messagepack;

import java.util.Objects;

/**
 * How MessagePack is written; what is read does not depend on it.
 *
 * @param names what properties and enum constants are called
 */
public record MessagePackOptions(Names names) {
    /** Names as declared: what clients in JavaScript and Java are written for. */
    public static final MessagePackOptions DEFAULTS = new MessagePackOptions(Names.DECLARED);

    public MessagePackOptions {
        Objects.requireNonNull(names);
    }

    /** What properties and enum constants are called. Names that annotations give are left as they are. */
    public enum Names {
        /** As in the class. */
        DECLARED,
        /** {@code firstName} as {@code FirstName} and {@code DARK_BLUE} as {@code DarkBlue}: .NET reads no others. */
        PASCAL
    }
}
