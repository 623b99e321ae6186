package dev.softclick.sim;

import java.util.random.RandomGenerator;

/**
 * Makes up identities with valid check digits: an ICCID of the United Kingdom ({@code 89 44}), an IMSI of the same (mobile country code
 * 234), an IMEI with a type code that begins with 35. Each has 12 or more random digits; no network knows them.
 */
public final class IdentityGenerator {
    private final RandomGenerator random;

    /** {@code random} decides all digits: the same seed makes the same SIMs. */
    public IdentityGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** The next identity, for this thing. */
    public SimIdentity next(ThingName thing) {
        return new SimIdentity(
                Iccid.withCheckDigit("8944" + digits(14)), imsi(), Imei.withCheckDigit("35" + digits(12)), thing);
    }

    /** An IMSI alone, as one more network of a SIM needs it. */
    public Imsi imsi() {
        return new Imsi("234" + digits(12));
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
