package io.hubplane.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One encoding of hub messages (Hub Protocol, <em>Encodings</em>). Implementations are stateless and safe for any
 * thread.
 */
public interface HubProtocol {
    /**
     * The name clients ask for in the handshake.
     *
     * @return the name, for example {@code json}
     */
    String name();

    /**
     * Whether a version of the protocol is understood.
     *
     * @param version the version of the handshake request
     * @return true for 1 and 2
     */
    boolean supports(int version);

    /**
     * The kind of transport the encoding needs.
     *
     * @return the format
     */
    TransferFormat transferFormat();

    /**
     * How messages are separated in a stream of bytes.
     *
     * @return the framing
     */
    Framing framing();

    /**
     * Reads one message.
     *
     * @param buffer holds the message; not kept or changed
     * @param offset where the message begins, without its framing
     * @param length its length in bytes, without its framing
     * @return the message; null for a message of a type that this version does not know; the caller skips it
     * @throws ProtocolException if it is not a message
     */
    @Nullable
    HubMessage read(byte[] buffer, int offset, int length);

    /**
     * Writes one message.
     *
     * @param message the message
     * @return the message with its framing
     * @throws IllegalArgumentException if one of its values cannot be encoded
     */
    byte[] write(HubMessage message);
}
