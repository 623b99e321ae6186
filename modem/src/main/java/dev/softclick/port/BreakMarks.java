package dev.softclick.port;

/** Takes the marks out of what a serial line gives that marks its breaks (termios(3), PARMRK): FF 00 00 is a break, FF FF a byte FF. */
final class BreakMarks {
    private static final byte MARK = (byte) 0xFF;

    private enum Seen {
        NOTHING,
        MARK,
        MARK_AND_ZERO
    }

    private Seen seen = Seen.NOTHING;
    private int taken;
    private boolean broke;

    /**
     * Takes from {@code raw}, from {@code from} to {@code to}, up to a break or the end.
     *
     * @param plain where the bytes go, from its start; as long as {@code raw}
     * @return how many bytes went there
     */
    int decode(byte[] raw, int from, int to, byte[] plain) {
        int count = 0;
        broke = false;
        int at = from;
        while (at < to && !broke) {
            byte b = raw[at++];
            switch (seen) {
                case NOTHING -> {
                    if (b == MARK) {
                        seen = Seen.MARK;
                    } else {
                        plain[count++] = b;
                    }
                }
                case MARK -> {
                    if (b == 0) {
                        seen = Seen.MARK_AND_ZERO;
                    } else {
                        plain[count++] = b;
                        seen = Seen.NOTHING;
                    }
                }
                case MARK_AND_ZERO -> {
                    // With another byte than zero it would be one that came with an error: what is left of it is passed on.
                    broke = b == 0;
                    if (!broke) {
                        plain[count++] = b;
                    }
                    seen = Seen.NOTHING;
                }
            }
        }
        taken = at - from;
        return count;
    }

    /** How much of the input the last call took. */
    int taken() {
        return taken;
    }

    /** Whether what it took ended in a break. */
    boolean broke() {
        return broke;
    }
}
