package dev.softclick.at;

/** Final results (V.250 clause 5.7.1). */
public enum ResultCode {
    OK("OK", 0),
    ERROR("ERROR", 4);

    private final String verbose;
    private final int numeric;

    ResultCode(String verbose, int numeric) {
        this.verbose = verbose;
        this.numeric = numeric;
    }

    /** The word ({@code ATV1}). */
    public String verbose() {
        return verbose;
    }

    /** The number ({@code ATV0}). */
    public int numeric() {
        return numeric;
    }
}
