package dev.softclick.link;

import java.util.Locale;

/** MQTT 5 reason codes in plain words (MQTT 5 clause 2.4), and the five refusals of MQTT 3.1.1 (clause 3.2.2.3). */
enum ReasonCode {
    NORMAL(0x00, "normal"),
    V3_UNACCEPTABLE_VERSION(0x01, "this MQTT version is not supported"),
    V3_IDENTIFIER_REJECTED(0x02, "the client identifier is not allowed"),
    V3_UNAVAILABLE(0x03, "the broker is not available"),
    V3_BAD_CREDENTIALS(0x04, "bad user name or password"),
    V3_NOT_AUTHORISED(0x05, "not authorised"),
    NO_MATCHING_SUBSCRIBERS(0x10, "nobody is subscribed"),
    UNSPECIFIED(0x80, "unspecified error"),
    MALFORMED_PACKET(0x81, "malformed packet"),
    PROTOCOL_ERROR(0x82, "protocol error"),
    IMPLEMENTATION_SPECIFIC(0x83, "implementation specific error"),
    UNSUPPORTED_VERSION(0x84, "this MQTT version is not supported"),
    IDENTIFIER_NOT_VALID(0x85, "the client identifier is not allowed"),
    BAD_CREDENTIALS(0x86, "bad user name or password"),
    NOT_AUTHORISED(0x87, "not authorised"),
    UNAVAILABLE(0x88, "the broker is not available"),
    BUSY(0x89, "the broker is busy"),
    BANNED(0x8A, "banned"),
    SHUTTING_DOWN(0x8B, "the broker is shutting down"),
    BAD_AUTHENTICATION_METHOD(0x8C, "bad authentication method"),
    KEEP_ALIVE_TIMEOUT(0x8D, "the broker heard nothing from us for too long"),
    SESSION_TAKEN_OVER(0x8E, "another client connected with the same client identifier"),
    FILTER_INVALID(0x8F, "topic filter not allowed"),
    TOPIC_INVALID(0x90, "topic not allowed"),
    PACKET_ID_IN_USE(0x91, "packet identifier in use"),
    PACKET_ID_NOT_FOUND(0x92, "packet identifier not found"),
    RECEIVE_MAXIMUM_EXCEEDED(0x93, "too many unacknowledged messages"),
    TOPIC_ALIAS_INVALID(0x94, "bad topic alias"),
    PACKET_TOO_LARGE(0x95, "packet too large"),
    RATE_TOO_HIGH(0x96, "messages come too fast"),
    QUOTA_EXCEEDED(0x97, "quota exceeded"),
    ADMINISTRATIVE_ACTION(0x98, "closed by an administrator"),
    PAYLOAD_INVALID(0x99, "payload format not allowed"),
    RETAIN_NOT_SUPPORTED(0x9A, "retained messages are not supported"),
    QOS_NOT_SUPPORTED(0x9B, "this quality of service is not supported"),
    USE_ANOTHER_SERVER(0x9C, "use another broker"),
    SERVER_MOVED(0x9D, "the broker has moved"),
    SHARED_NOT_SUPPORTED(0x9E, "shared subscriptions are not supported"),
    RATE_EXCEEDED(0x9F, "too many connections in a short time"),
    MAXIMUM_CONNECT_TIME(0xA0, "the longest connect time is over"),
    IDENTIFIERS_NOT_SUPPORTED(0xA1, "subscription identifiers are not supported"),
    WILDCARDS_NOT_SUPPORTED(0xA2, "wildcard subscriptions are not supported");

    /** From here on a code is a refusal (MQTT 5 clause 2.4). */
    static final int FIRST_REFUSAL = 0x80;

    private static final ReasonCode[] BY_CODE = new ReasonCode[256];

    static {
        for (ReasonCode reason : values()) {
            BY_CODE[reason.code] = reason;
        }
    }

    private final int code;
    private final String words;

    ReasonCode(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** The code, 0 to 255. */
    int code() {
        return code;
    }

    /** The code as the signed byte that the codec holds. */
    byte asByte() {
        return (byte) code;
    }

    boolean is(int other) {
        return code == (other & 0xFF);
    }

    static boolean refuses(int code) {
        return (code & 0xFF) >= FIRST_REFUSAL;
    }

    /** The code in words, its number behind them: {@code not authorised (0x87)}. Takes signed bytes and codes nobody knows. */
    static String words(int code) {
        int unsigned = code & 0xFF;
        ReasonCode known = BY_CODE[unsigned];
        String number = String.format(Locale.ROOT, "0x%02X", unsigned);
        return known == null ? "unknown reason (" + number + ")" : known.words + " (" + number + ")";
    }
}
