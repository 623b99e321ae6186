package dev.softclick.port;

/**
 * How a line is set that has such settings.
 *
 * @param rate bits a second, {@link BaudPacer#MIN_BAUD} to {@link BaudPacer#MAX_BAUD}
 * @param framing of a byte
 * @param flow what holds the line up
 * @param terminalReady whether to look out for DTR of the host, where there is no other way than to ask for it four times a second
 */
public record LineSetup(int rate, Framing framing, FlowControl flow, boolean terminalReady) {
    /** The AnyNet Click's: 9600 8N1 without flow control (Reference, "Serial Interface"). */
    public static final LineSetup DEFAULT = new LineSetup(9600, Framing.EIGHT_N_ONE, FlowControl.NONE, false);

    /** Checks the range. */
    public LineSetup {
        if (rate < BaudPacer.MIN_BAUD || rate > BaudPacer.MAX_BAUD) {
            throw new IllegalArgumentException("a line rate is " + BaudPacer.MIN_BAUD + " to " + BaudPacer.MAX_BAUD + ", not " + rate);
        }
    }

    /** The same, with DTR looked out for, or not. */
    public LineSetup withTerminalReady(boolean lookOut) {
        return new LineSetup(rate, framing, flow, lookOut);
    }

    /** The same at another rate. */
    public LineSetup withRate(int other) {
        return new LineSetup(other, framing, flow, terminalReady);
    }
}
