package dev.softclick.app.plan;

import dev.softclick.SoftModem;

/**
 * How fast the line is: {@code --baud N|unpaced}.
 *
 * @param baud bits a second, 300 to 4000000; 0 is unpaced
 */
public record LinePace(int baud) {
    private static final int MIN_BAUD = 300;
    private static final int MAX_BAUD = 4_000_000;

    private static final String UNPACED = "unpaced";

    /** What an unpaced line is taken for where a rate is needed. */
    public static final int FASTEST = 115_200;

    /** As without any option: the AnyNet Click's. */
    static final LinePace USUAL = new LinePace(SoftModem.DEFAULT_BAUD);

    /** Whether bytes take the time they would take on a wire. */
    public boolean paced() {
        return baud > 0;
    }

    /**
     * Reads a rate in bits a second, or {@code unpaced}.
     *
     * @throws IllegalArgumentException with the rule when it is neither
     */
    public static LinePace parse(String text) {
        if (text.equals(UNPACED)) {
            return new LinePace(0);
        }
        boolean number = text.length() <= 7 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int baud = number ? Integer.parseInt(text) : 0;
        if (baud < MIN_BAUD || baud > MAX_BAUD) {
            throw new IllegalArgumentException("'" + text + "' is no line rate: use " + MIN_BAUD + " to " + MAX_BAUD + ", or " + UNPACED);
        }
        return new LinePace(baud);
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        return paced() ? Integer.toString(baud) : UNPACED;
    }
}
