package dev.softclick.sim;

/**
 * Why a SIM, or material meant for it, can't be used.
 *
 * @param reason the kind of fault
 * @param text one line in plain words; never holds key material
 */
public record SimFault(Reason reason, String text) {
    /** Kinds of SIM faults. */
    public enum Reason {
        /** No SIM is there. */
        ABSENT,
        /** The identity is missing or malformed. */
        BAD_IDENTITY,
        /** A PEM file, or the one that says where a key lives, can't be read as what it should be. */
        BAD_PEM,
        /** The token that holds the private key is not there, or does not let it be used. */
        TOKEN,
        /** Private key and certificate do not belong together. */
        KEY_MISMATCH,
        /** The certificate's validity has ended. */
        EXPIRED,
        /** The certificate's validity has not begun. */
        NOT_YET_VALID,
        /** The endpoint is malformed, or is the local cloud and none was given. */
        BAD_ENDPOINT,
        /** A file can't be read. */
        UNREADABLE,
        /** A private key can be read by others. */
        EXPOSED,
        /** A file can't be written. */
        UNWRITABLE,
        /** A SIM of that name is there already. */
        EXISTS,
        /** Another modem uses the SIM. */
        IN_USE
    }
}
