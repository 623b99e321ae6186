package dev.softclick.port;

import java.util.Locale;

/**
 * How a serial line frames a byte, written as {@code 8N1}.
 *
 * @param dataBits 7 or 8
 * @param parity what the parity bit is, if there is one
 * @param stopBits 1 or 2
 */
public record Framing(int dataBits, Parity parity, int stopBits) {
    /** What nearly every line has, and the AnyNet Click. */
    public static final Framing EIGHT_N_ONE = new Framing(8, Parity.NONE, 1);

    /** What {@link #parse} takes, for help and messages. */
    public static final String ALLOWED = "7 or 8 data bits, N, E or O for parity, 1 or 2 stop bits, as in 8N1";

    /** The parity bit. */
    public enum Parity {
        /** There is none. */
        NONE,
        /** Makes the number of ones even. */
        EVEN,
        /** Makes it odd. */
        ODD
    }

    /** Checks the ranges. */
    public Framing {
        if (dataBits < 7 || dataBits > 8 || stopBits < 1 || stopBits > 2) {
            throw new IllegalArgumentException("a framing has " + ALLOWED);
        }
    }

    /** Bits that a byte takes on the line, with its start bit: 9 to 12. */
    public int bitsAByte() {
        return 1 + dataBits + (parity == Parity.NONE ? 0 : 1) + stopBits;
    }

    /**
     * Reads what {@code --framing} was given.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    public static Framing parse(String text) {
        String known = text.toUpperCase(Locale.ROOT);
        if (!known.matches("[78][NEO][12]")) {
            throw new IllegalArgumentException("'" + text + "' is no framing: use " + ALLOWED);
        }
        Parity parity =
                switch (known.charAt(1)) {
                    case 'E' -> Parity.EVEN;
                    case 'O' -> Parity.ODD;
                    default -> Parity.NONE;
                };
        return new Framing(known.charAt(0) - '0', parity, known.charAt(2) - '0');
    }

    @Override
    public String toString() {
        return dataBits + parity.name().substring(0, 1) + stopBits;
    }
}
