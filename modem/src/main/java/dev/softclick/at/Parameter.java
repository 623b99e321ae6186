package dev.softclick.at;

/** A parameter of a command (V.250 clause 5.4.2). */
public sealed interface Parameter {
    /**
     * Decimal digits.
     *
     * @param value 0 to {@link Integer#MAX_VALUE}; larger numbers stay there
     */
    record Numeric(int value) implements Parameter {}

    /**
     * Text in quotes, escapes resolved.
     *
     * @param value the text, decoded as UTF-8
     */
    record Text(String value) implements Parameter {}

    /**
     * A bare word, as in {@code AT+AWSBUTTON=SINGLE}.
     *
     * @param value the word in upper case
     */
    record Keyword(String value) implements Parameter {}
}
