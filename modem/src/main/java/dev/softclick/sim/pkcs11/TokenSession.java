package dev.softclick.sim.pkcs11;

import java.util.ArrayList;
import java.util.List;

/** A token that is open, and logged in to where it wants that. Lives on the thread of its module. */
final class TokenSession {
    private final Cryptoki cryptoki;
    private final String label;
    private final long slot;
    private final long session;

    private TokenSession(Cryptoki cryptoki, String label, long slot, long session) {
        this.cryptoki = cryptoki;
        this.label = label;
        this.slot = slot;
        this.session = session;
    }

    /** @throws TokenException when no token or more than one has that label, or the PIN is not taken */
    static TokenSession open(Cryptoki cryptoki, String label, PinSource pin, RefusedPins refused) throws TokenException {
        List<String> others = new ArrayList<>();
        List<Long> slots = new ArrayList<>();
        for (long slot : cryptoki.slots()) {
            String found = labelOf(cryptoki, slot);
            if (found.equals(label)) {
                slots.add(slot);
            } else if (!found.isEmpty()) {
                others.add("'" + found + "'");
            }
        }
        if (slots.size() != 1) {
            throw slots.isEmpty()
                    ? TokenException.missing("the token '" + label + "' is not there: the module shows "
                            + (others.isEmpty() ? "none" : String.join(", ", others)))
                    : new TokenException(slots.size() + " tokens are called '" + label + "', and one is needed");
        }
        long slot = slots.getFirst();
        TokenSession opened = new TokenSession(cryptoki, label, slot, cryptoki.open(slot));
        boolean usable = false;
        try {
            opened.login(pin, refused);
            usable = true;
            return opened;
        } finally {
            if (!usable) {
                opened.close();
            }
        }
    }

    /** Empty for a token that can't say it: whatever it has, the others are not to blame. */
    private static String labelOf(Cryptoki cryptoki, long slot) {
        try {
            return cryptoki.token(slot).label();
        } catch (TokenException e) {
            return "";
        }
    }

    private void login(PinSource source, RefusedPins refused) throws TokenException {
        TokenInfo token = cryptoki.token(slot);
        if (!token.wantsPin()) {
            return;
        }
        if (token.locked()) {
            throw new TokenException("the PIN of the token '" + label + "' is locked after too many wrong ones: unlock it with the token's own tool");
        }
        if (token.finalTry()) {
            throw new TokenException("the token '" + label + "' has seen wrong PINs and gives one more try, which is left to you: log in with the"
                    + " token's own tool first");
        }
        long code = refused.unlessRefused(token.serial() + "/" + label, source, pin -> cryptoki.login(session, pin));
        if (ReturnCode.wrongPin(code)) {
            throw new TokenException("the token '" + label + "' refuses the PIN from " + source + "; it is not tried again until that changes");
        }
        if (code != ReturnCode.OK && code != ReturnCode.USER_ALREADY_LOGGED_IN) {
            throw new TokenException("can't log in to the token '" + label + "': " + ReturnCode.words(code), code);
        }
    }

    /** Where the key is now. */
    private long find(String key) throws TokenException {
        List<Long> found = cryptoki.privateKeys(session, key);
        if (found.size() == 1) {
            return found.getFirst();
        }
        String where = " on the token '" + label + "' is called '" + key + "'";
        // A library may not notice that the token under a session has gone, and show it as empty.
        throw found.isEmpty() ? TokenException.missing("no private key" + where) : new TokenException("more than one private key" + where);
    }

    /** @throws TokenException when token or key went away */
    void check(String key) throws TokenException {
        if (!cryptoki.token(slot).label().equals(label)) {
            throw TokenException.missing("the token '" + label + "' is not there");
        }
        long _ = find(key);
    }

    boolean signs(Mechanism mechanism) {
        return cryptoki.signs(slot, mechanism);
    }

    byte[] sign(String key, Mechanism mechanism, byte[] data) throws TokenException {
        return cryptoki.sign(session, find(key), mechanism, data);
    }

    void close() {
        cryptoki.close(session);
    }
}
