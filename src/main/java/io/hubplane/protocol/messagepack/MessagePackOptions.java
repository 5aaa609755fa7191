package io.hubplane.protocol.messagepack;

import java.util.Objects;

/**
 * How MessagePack is written; reading does not depend on it.
 *
 * @param names how properties and enum constants are named
 */
public record MessagePackOptions(Names names) {
    /** Names as declared, as clients in JavaScript and Java expect them. */
    public static final MessagePackOptions DEFAULTS = new MessagePackOptions(Names.DECLARED);

    public MessagePackOptions {
        Objects.requireNonNull(names);
    }

    /** How properties and enum constants are named. Names from annotations are left unchanged. */
    public enum Names {
        /** As in the class. */
        DECLARED,
        /**
         * {@code firstName} as {@code FirstName} and {@code DARK_BLUE} as {@code DarkBlue}: .NET reads no other names.
         */
        PASCAL
    }
}
