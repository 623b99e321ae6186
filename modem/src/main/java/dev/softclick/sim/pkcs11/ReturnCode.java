package dev.softclick.sim.pkcs11;

/** What the functions of a PKCS#11 library return ({@code CKR_...}), as far as something depends on it. */
final class ReturnCode {
    static final long OK = 0;
    static final long PIN_INCORRECT = 0xA0;
    static final long PIN_INVALID = 0xA1;
    static final long PIN_LEN_RANGE = 0xA2;
    static final long PIN_LOCKED = 0xA4;
    static final long TOKEN_NOT_PRESENT = 0xE0;
    static final long USER_ALREADY_LOGGED_IN = 0x100;
    static final long CRYPTOKI_ALREADY_INITIALIZED = 0x191;

    private ReturnCode() {}

    static boolean wrongPin(long code) {
        return code == PIN_INCORRECT || code == PIN_INVALID || code == PIN_LEN_RANGE;
    }

    static boolean sessionLost(long code) {
        return switch ((int) code) {
            // slot id invalid, general error, function failed, device error, device removed, key handle invalid, object handle invalid,
            // session closed, session handle invalid, token not present, token not recognized, user not logged in, cryptoki not initialized
            case 0x03, 0x05, 0x06, 0x30, 0x32, 0x60, 0x82, 0xB0, 0xB3, 0xE0, 0xE1, 0x101, 0x190 -> true;
            default -> false;
        };
    }

    /** As {@code the token was removed}; a code that says nothing to people is given as it is. */
    static String words(long code) {
        return switch ((int) code) {
            case 0x02 -> "it is out of memory";
            case 0x30 -> "the device has a fault";
            case 0x31 -> "the device is out of memory";
            case 0x32, 0xE0 -> "the token was removed";
            case 0xE1 -> "the token is not recognized";
            case 0x60, 0x82 -> "the key is gone";
            case 0x63, 0x68 -> "the key is not one for signing";
            case 0x70, 0x71 -> "it does not know this kind of signature";
            case 0xA3 -> "the PIN has expired";
            case 0xA4 -> "the PIN is locked";
            case 0xB1 -> "it has no session left";
            case 0x101 -> "it wants the PIN again";
            case 0x102 -> "no PIN has been set";
            default -> "error 0x" + Long.toHexString(code);
        };
    }
}
