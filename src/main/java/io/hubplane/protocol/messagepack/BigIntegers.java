package io.hubplane.protocol.messagepack;

import java.math.BigInteger;

/** Integers of any size as bytes, as in .NET: two's complement, the least significant byte first. */
final class BigIntegers {
    private BigIntegers() {}

    static byte[] encode(BigInteger number) {
        return reversed(number.toByteArray());
    }

    static BigInteger decode(byte[] bytes) {
        return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(reversed(bytes));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
