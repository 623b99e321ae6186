package dev.softclick.sim;

/**
 * International mobile subscriber identity (3GPP TS 23.003 clause 2): 14 or 15 digits.
 *
 * @param digits the number as text
 */
public record Imsi(String digits) {
    /** @throws IllegalArgumentException with a plain reason when the text is no IMSI */
    public Imsi {
        if (!LuhnDigit.isDigits(digits, 14, 15)) {
            throw new IllegalArgumentException("an IMSI is 14 or 15 digits, not '" + digits + "'");
        }
    }

    @Override
    public String toString() {
        return digits;
    }
}
