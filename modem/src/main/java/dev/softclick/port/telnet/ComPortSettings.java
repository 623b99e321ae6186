package dev.softclick.port.telnet;

import java.util.Set;

/**
 * How a client set the line. Framing and flow control are kept and told, but change nothing: there is no wire, a byte has 8 bits and always arrives.
 * Outlives a connection, as the settings of a serial port do. Values as in RFC 2217, section 3.
 */
final class ComPortSettings {
    /** A setting that has few values. */
    static final class Choice {
        private final Set<Integer> allowed;
        private int value;

        Choice(int value, Integer... allowed) {
            this.value = value;
            this.allowed = Set.of(allowed);
        }

        boolean offers(int wanted) {
            return allowed.contains(wanted);
        }

        int value() {
            return value;
        }

        /** What it is now: as wanted, or as before if that can't be had. */
        int set(int wanted) {
            if (offers(wanted)) {
                value = wanted;
            }
            return value;
        }
    }

    final Choice dataSize = new Choice(8, 5, 6, 7, 8);

    /** None, odd, even, mark, space. */
    final Choice parity = new Choice(1, 1, 2, 3, 4, 5);

    /** 1, 2, 1.5. */
    final Choice stopSize = new Choice(1, 1, 2, 3);

    /** None, XON/XOFF, hardware, DCD, DSR. */
    final Choice flowOut = new Choice(1, 1, 2, 3, 17, 19);

    /** None, XON/XOFF, hardware, DTR. */
    final Choice flowIn = new Choice(14, 14, 15, 16, 18);

    /** Bits a second. */
    int rate;

    ComPortSettings(int rate) {
        this.rate = rate;
    }
}
