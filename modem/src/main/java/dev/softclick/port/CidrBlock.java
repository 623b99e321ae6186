package dev.softclick.port;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of Internet addresses, as {@code 192.168.1.0/24}, {@code fd00::/8} or one address alone (RFC 4632, RFC 4291).
 *
 * @param address the first address of the range; bits beyond the prefix are zero
 * @param prefix how many leading bits are the same in all: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record CidrBlock(InetAddress address, int prefix) {
    private static final String EXAMPLES = "use ADDRESS/BITS, as in 192.168.1.0/24 or fd00::/8";

    /** @throws IllegalArgumentException with one line when the prefix does not fit, or the address has bits beyond it */
    public CidrBlock {
        byte[] bytes = address.getAddress();
        if (prefix < 0 || prefix > bytes.length * Byte.SIZE) {
            throw new IllegalArgumentException("/" + prefix + " is not 0 to " + bytes.length * Byte.SIZE + " bits: " + EXAMPLES);
        }
        if (!Arrays.equals(bytes, masked(bytes, prefix))) {
            throw new IllegalArgumentException(
                    address.getHostAddress() + "/" + prefix + " has bits beyond its prefix: the range is " + text(masked(bytes, prefix)) + "/" + prefix);
        }
    }

    /**
     * Reads a range; no name is looked up.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    public static CidrBlock parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no range of addresses: " + EXAMPLES, e);
        }
        String bits = slash < 0 ? String.valueOf(address.getAddress().length * Byte.SIZE) : text.substring(slash + 1);
        if (bits.isEmpty() || bits.length() > 3 || !bits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("'" + text + "' is no range of addresses: " + EXAMPLES);
        }
        return new CidrBlock(address, Integer.parseInt(bits));
    }

    /** Whether {@code other} is in the range. An IPv4 address is in no IPv6 range, nor the other way. */
    public boolean contains(InetAddress other) {
        byte[] theirs = other.getAddress();
        byte[] ours = address.getAddress();
        return theirs.length == ours.length && Arrays.equals(ours, masked(theirs, prefix));
    }

    private static byte[] masked(byte[] bytes, int prefix) {
        byte[] kept = bytes.clone();
        for (int i = 0; i < kept.length; i++) {
            int bits = Math.clamp(prefix - (long) i * Byte.SIZE, 0, Byte.SIZE);
            kept[i] &= (byte) (0xFF00 >> bits);
        }
        return kept;
    }

    private static String text(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
