package dev.softclick.firmware;

/** The two kinds of topic sockets (Reference, AT+AWSPUBOPEN and AT+AWSSUBOPEN). */
public enum SocketKind {
    PUBLISH("+AWSPUBOPEN"),
    SUBSCRIBE("+AWSSUBOPEN");

    /** Subscribe sockets of every dialect. */
    public static final int SUBSCRIBE_SOCKETS = 8;

    private final String openUrc;

    SocketKind(String openUrc) {
        this.openUrc = openUrc;
    }

    /** What the result of an open is called. */
    String openUrc() {
        return openUrc;
    }
}
