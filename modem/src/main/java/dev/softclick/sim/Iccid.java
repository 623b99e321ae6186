package dev.softclick.sim;

/**
 * Integrated circuit card identifier (ITU-T E.118): 19 or 20 digits, the last one the Luhn check digit.
 *
 * @param digits the number as text
 */
public record Iccid(String digits) {
    /** @throws IllegalArgumentException with a plain reason when the text is no ICCID */
    public Iccid {
        if (!LuhnDigit.isDigits(digits, 19, 20) || !digits.startsWith("89")) {
            throw new IllegalArgumentException("an ICCID is 19 or 20 digits that begin with 89, not '" + digits + "'");
        }
        if (!LuhnDigit.endsValid(digits)) {
            throw new IllegalArgumentException("the last digit of ICCID " + digits + " is not its check digit");
        }
    }

    /** The ICCID that {@code body} (18 or 19 digits) and its check digit make. */
    public static Iccid withCheckDigit(String body) {
        return new Iccid(body + LuhnDigit.after(body));
    }

    @Override
    public String toString() {
        return digits;
    }
}
