package dev.softclick.sim.pkcs11;

/** Why a token or a key on it can't be used: one line in plain words, that never holds a PIN. */
public final class TokenException extends Exception {
    private static final long serialVersionUID = 1;

    private final long code;

    TokenException(String words) {
        this(words, ReturnCode.OK);
    }

    TokenException(String words, Throwable cause) {
        super(words, cause);
        this.code = ReturnCode.OK;
    }

    TokenException(String words, long code) {
        super(words);
        this.code = code;
    }

    /** A library that knows only the tokens that it saw when it started may know more after a new start. */
    static TokenException missing(String words) {
        return new TokenException(words, ReturnCode.TOKEN_NOT_PRESENT);
    }

    /** One line in plain words. */
    public String words() {
        return String.valueOf(getMessage());
    }

    /** Whether a new session may help: the old one, or the token under it, went away. */
    boolean sessionLost() {
        return ReturnCode.sessionLost(code);
    }

    long code() {
        return code;
    }
}
