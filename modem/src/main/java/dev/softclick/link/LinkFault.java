package dev.softclick.link;

/**
 * Why the link is down.
 *
 * @param cause the kind
 * @param text one line in plain words, fit for a log; never holds key material
 */
public record LinkFault(Cause cause, String text) {
    /** Kinds of link faults. {@code forGood}: trying again with the same security material can't help. */
    public enum Cause {
        DNS(false),
        CONNECTION_REFUSED(false),
        NETWORK_UNREACHABLE(false),
        CONNECT_TIMEOUT(false),
        TLS_TIMEOUT(false),
        /** The TLS handshake broke off without a certificate being to blame (no TLS there, no common protocol). */
        TLS_FAILED(false),
        /** The cloud refused our certificate by a TLS alert. */
        TLS_ALERT_CERTIFICATE(true),
        /** The cloud's certificate comes from an authority the SIM does not trust. */
        SERVER_NOT_TRUSTED(true),
        /** The cloud's certificate has expired. */
        SERVER_EXPIRED(true),
        /** The cloud's certificate is not valid yet: most likely our clock is not set yet, as on a small machine that has just been switched on. */
        SERVER_NOT_YET_VALID(false),
        /** The cloud's certificate is for another host name. */
        SERVER_NAME_MISMATCH(true),
        /** The security material can't be used for TLS. */
        MATERIAL_UNUSABLE(true),
        CONNACK_TIMEOUT(false),
        /** CONNACK says not authorised, bad identifier, banned or bad credentials. */
        CONNACK_NOT_AUTHORISED(true),
        /** CONNACK with any other refusal: busy, unavailable, quota. */
        CONNACK_REFUSED(false),
        /** The broker sent DISCONNECT (MQTT 5). */
        SERVER_DISCONNECT(false),
        /** Another client took over the client id (MQTT 5, 0x8E). */
        SESSION_TAKEN_OVER(false),
        KEEP_ALIVE_TIMEOUT(false),
        SUBACK_TIMEOUT(false),
        CONNECTION_CLOSED(false),
        PROTOCOL_ERROR(false),
        /** There is no network at all (as with {@code --cloud none}). */
        NO_NETWORK(false);

        private final boolean forGood;

        Cause(boolean forGood) {
            this.forGood = forGood;
        }

        /** Whether the way there is to blame: TCP did not stand, so neither TLS nor MQTT has said anything. Another network may help. */
        public boolean network() {
            return switch (this) {
                case DNS, CONNECTION_REFUSED, NETWORK_UNREACHABLE, CONNECT_TIMEOUT, NO_NETWORK -> true;
                default -> false;
            };
        }

        /** Whether our own clock is to blame, most likely: time helps, and no other keys. */
        public boolean clock() {
            return this == SERVER_NOT_YET_VALID;
        }

        /** Whether somebody else may have answered in the cloud's place, as a captive portal does: another network may help. */
        public boolean stranger() {
            return switch (this) {
                case TLS_TIMEOUT, TLS_FAILED, SERVER_NOT_TRUSTED, SERVER_NAME_MISMATCH -> true;
                default -> false;
            };
        }

        /** Whether only new security material can help. */
        public boolean forGood() {
            return forGood;
        }
    }
}
