package io.hubplane.transport.http.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses: all that begin with the same bits (RFC 4632, section 3.1; RFC 4291, section 2.3). It never
 * looks up a name. Immutable.
 */
final class AddressRange {
    private static final Pattern V4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads an address, or a range as in {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "'" + text
                                        + "' in hubplane.trusted-proxies is not an address or range; write 10.0.0.1, 10.0.0.0/8 or fd00::/8"));
        int all = address.length * Byte.SIZE;
        int bits = slash < 0 ? all : bits(text, text.substring(slash + 1), all);
        return new AddressRange(cut(address, bits), bits);
    }

    private static int bits(String text, String number, int most) {
        if (!number.matches("\\d{1,3}") || Integer.parseInt(number) > most) {
            throw new IllegalArgumentException(
                    "'" + text + "' in hubplane.trusted-proxies needs a number from 0 to " + most + " after the slash");
        }
        return Integer.parseInt(number);
    }

    /** The bytes of an address; empty if the text is not an address. */
    static Optional<byte[]> bytes(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (address.indexOf(':') < 0 && !V4.matcher(address).matches()) {
            return Optional.empty(); // the JDK would look it up as a name
        }
        try {
            return Optional.of(InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(byte[] address) {
        return address.length == network.length && Arrays.equals(cut(address, bits), network);
    }

    /** The address with all but its first bits cleared. */
    static byte[] cut(byte[] address, int bits) {
        byte[] result = address.clone();
        for (int i = 0; i < result.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
            result[i] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        return result;
    }
}
