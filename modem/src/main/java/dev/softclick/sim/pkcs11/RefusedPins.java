package dev.softclick.sim.pkcs11;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The PINs that tokens refused. Each is tried once: a SIM is read again and again, and a token locks itself after a few wrong PINs. */
final class RefusedPins {
    private static final int SALT = 16;

    /** How a PIN is tried; gives what the library returns. */
    interface Login {
        long login(byte[] pin);
    }

    private final byte[] salt = new byte[SALT];
    private final Map<String, byte[]> refused = new HashMap<>();

    RefusedPins() {
        new SecureRandom().nextBytes(salt);
    }

    /** Logs in, unless this token has refused this PIN before. */
    long unlessRefused(String token, PinSource source, Login login) throws TokenException {
        byte[] pin = source.read();
        try {
            byte[] print = print(pin);
            if (Arrays.equals(refused.get(token), print)) {
                return ReturnCode.PIN_INCORRECT;
            }
            long code = login.login(pin);
            if (ReturnCode.wrongPin(code)) {
                refused.put(token, print);
            } else if (code == ReturnCode.OK) {
                refused.remove(token);
            }
            return code;
        } finally {
            Arrays.fill(pin, (byte) 0);
        }
    }

    private byte[] print(byte[] pin) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(pin);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
