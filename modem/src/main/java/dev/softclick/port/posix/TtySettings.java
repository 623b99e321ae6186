package dev.softclick.port.posix;

/**
 * How a {@link Tty} is set.
 *
 * @param rate bits a second, positive
 * @param dataBits 7 or 8
 * @param parity whether there is a parity bit
 * @param odd which, if so
 * @param stopBits 1 or 2
 * @param rtsCts whether RTS and CTS hold the line up
 */
public record TtySettings(int rate, int dataBits, boolean parity, boolean odd, int stopBits, boolean rtsCts) {
    /** The same at another rate. */
    public TtySettings withRate(int other) {
        return new TtySettings(other, dataBits, parity, odd, stopBits, rtsCts);
    }
}
