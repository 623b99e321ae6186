package dev.softclick.app.fleet.host;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;

/**
 * Numbers to draw from, each with as many decimals as the bounds were written with: {@code 15.0..30.0}.
 *
 * @param least the smallest, in units of the last decimal
 * @param most the largest, in the same
 * @param decimals 0 to {@value #MAX_DECIMALS}
 */
public record NumberRange(long least, long most, int decimals) {
    static final int MAX_DECIMALS = 9;
    private static final int MAX_DIGITS = 15;

    /**
     * Reads {@code MIN..MAX}.
     *
     * @throws IllegalArgumentException with one line when it is none
     */
    public static NumberRange parse(String text) {
        int dots = text.indexOf("..");
        if (dots > 0) {
            try {
                BigDecimal low = new BigDecimal(text.substring(0, dots).strip());
                BigDecimal high = new BigDecimal(text.substring(dots + 2).strip());
                int decimals = Math.max(0, Math.max(low.scale(), high.scale()));
                if (low.compareTo(high) <= 0 && decimals <= MAX_DECIMALS && low.precision() <= MAX_DIGITS && high.precision() <= MAX_DIGITS) {
                    return new NumberRange(low.movePointRight(decimals).longValueExact(), high.movePointRight(decimals).longValueExact(), decimals);
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // Told below.
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no range: use MIN..MAX, as in 15.0..30.0");
    }

    /** A number of it. */
    public String draw(RandomGenerator random) {
        return BigDecimal.valueOf(random.nextLong(least, most + 1), decimals).toPlainString();
    }
}
