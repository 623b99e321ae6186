package dev.softclick.sim;

/** The check digit of ITU-T E.118 (ICCID) and 3GPP TS 23.003 annex B (IMEI): the Luhn formula of ISO/IEC 7812-1 annex B. */
final class LuhnDigit {
    private LuhnDigit() {}

    /** The digit that makes {@code digits} followed by it valid. */
    static char after(String digits) {
        int sum = 0;
        for (int i = digits.length() - 1, weight = 2; i >= 0; i--, weight = 3 - weight) {
            int product = (digits.charAt(i) - '0') * weight;
            sum += product > 9 ? product - 9 : product;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** Whether the last digit is the check digit of those before it. */
    static boolean endsValid(String digits) {
        int last = digits.length() - 1;
        return last > 0 && after(digits.substring(0, last)) == digits.charAt(last);
    }

    static boolean isDigits(String text, int min, int max) {
        return text.length() >= min && text.length() <= max && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
