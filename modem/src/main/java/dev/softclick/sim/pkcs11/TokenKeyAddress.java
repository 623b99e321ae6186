package dev.softclick.sim.pkcs11;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where a private key lives that never leaves its token.
 *
 * @param module the PKCS#11 library of the token, an absolute path
 * @param token the token's label: 1 to 32 bytes in UTF-8, no blank last (PKCS#11, {@code CK_TOKEN_INFO})
 * @param key the key's label on the token ({@code CKA_LABEL}): 1 to 255 bytes in UTF-8
 * @param pin where the PIN comes from
 */
public record TokenKeyAddress(Path module, String token, String key, PinSource pin) {
    private static final int MAX_TOKEN = 32;
    private static final int MAX_KEY = 255;

    /** @throws IllegalArgumentException with a plain reason */
    public TokenKeyAddress {
        if (!module.isAbsolute() || !isLine(module.toString())) {
            throw new IllegalArgumentException("a PKCS#11 module is an absolute path on one line");
        }
        if (!isLabel(token, MAX_TOKEN)) {
            throw new IllegalArgumentException("a token's label is 1 to " + MAX_TOKEN + " bytes without control characters, no blank first or last");
        }
        if (!isLabel(key, MAX_KEY)) {
            throw new IllegalArgumentException("a key's label is 1 to " + MAX_KEY + " bytes without control characters, no blank first or last");
        }
    }

    private static boolean isLabel(String text, int limit) {
        return !text.isEmpty() && isLine(text) && text.getBytes(StandardCharsets.UTF_8).length <= limit;
    }

    /** Whether the text comes back whole from a line of a file. */
    static boolean isLine(String text) {
        return text.equals(text.strip()) && text.chars().noneMatch(Character::isISOControl);
    }

    /** As {@code key 'gate' on token 'lab' of /usr/lib/softhsm/libsofthsm2.so, PIN from the file /etc/softclick/pin}. */
    @Override
    public String toString() {
        return "key '" + key + "' on token '" + token + "' of " + module + ", PIN from " + pin;
    }
}
