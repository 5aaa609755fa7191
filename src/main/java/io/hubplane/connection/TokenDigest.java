package io.hubplane.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a connection is found by: the first 16 bytes of the SHA-256 of its token. A token is 128 random bits and more, so
 * who sees the digest, on its way between nodes, cannot tell the token; and how long it takes to find no connection says
 * nothing about the tokens of others.
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

    /** A digest as other nodes send it. What is none is read as some digest that no connection has. */
    public static TokenDigest read(byte[] bytes) {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.max(LENGTH, bytes.length)).put(bytes).rewind();
        return new TokenDigest(buffer.getLong(), buffer.getLong());
    }

    /** The digest as it travels between nodes, 16 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(first).putLong(second).array();
    }
}
