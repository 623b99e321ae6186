package dev.softclick.sim;

/**
 * International mobile equipment identity (3GPP TS 23.003 clause 6): 15 digits, the last one the Luhn check digit.
 *
 * @param digits the number as text
 */
public record Imei(String digits) {
    /** @throws IllegalArgumentException with a plain reason when the text is no IMEI */
    public Imei {
        if (!LuhnDigit.isDigits(digits, 15, 15)) {
            throw new IllegalArgumentException("an IMEI is 15 digits, not '" + digits + "'");
        }
        if (!LuhnDigit.endsValid(digits)) {
            throw new IllegalArgumentException("the last digit of IMEI " + digits + " is not its check digit");
        }
    }

    /** The IMEI that {@code body} (14 digits) and its check digit make. */
    public static Imei withCheckDigit(String body) {
        return new Imei(body + LuhnDigit.after(body));
    }

    @Override
    public String toString() {
        return digits;
    }
}
