package dev.softclick.firmware;

/** Result of an open or close (Reference, {@code <aswconcode>} and {@code <awsconcode>}). */
enum SocketResultCode {
    SUCCESS(0),
    ERROR(-1),
    /** Open: already in use. Close: not open. */
    WRONG_STATE(-2);

    private final int code;

    SocketResultCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
