package dev.softclick.at;

/** Mobile equipment errors that {@code AT+CMEE=1|2} shows for 3GPP commands (3GPP TS 27.007 clause 9.2). */
public enum CmeError {
    OPERATION_NOT_SUPPORTED(4, "operation not supported"),
    SIM_NOT_INSERTED(10, "SIM not inserted"),
    INCORRECT_PARAMETERS(50, "Incorrect parameters");

    private final int code;
    private final String text;

    CmeError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The number ({@code AT+CMEE=1}). */
    public int code() {
        return code;
    }

    /** The words ({@code AT+CMEE=2}). */
    public String text() {
        return text;
    }
}
