package io.hubplane.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The key by which a connection is found: the first 16 bytes of the SHA-256 of its token. A token has at least 128
 * random bits, so a digest that travels between nodes does not reveal the token. The time of a search without result
 * reveals nothing about the tokens of others.
 *
 * @param first bytes 0 to 7
 * @param second bytes 8 to 15
 */
public record TokenDigest(long first, long second) {
    private static final int LENGTH = 16;

    /** The digest of a token. */
    public static TokenDigest of(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return read(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    /** Reads a digest that another node has sent. Malformed bytes give a digest that no connection has. */
    public static TokenDigest read(byte[] bytes) {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.max(LENGTH, bytes.length)).put(bytes).rewind();
        return new TokenDigest(buffer.getLong(), buffer.getLong());
    }

    /** The digest as it is sent between nodes, 16 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(first).putLong(second).array();
    }
}
