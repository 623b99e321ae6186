package dev.softclick.sim;

/**
 * One way to the cloud: what a multi profile SIM calls a network (Reference, "AnyNet Secure SIM"), and a gateway a connection of its machine.
 *
 * @param name what {@code AT+COPS?} shows: 1 to 16 printable ASCII characters without quotes, no blank first or last (long alphanumeric, 3GPP TS 27.007 clause 7.3)
 * @param imsi what {@code AT+CIMI} shows while it is in use
 * @param route how connections leave
 */
public record NetworkProfile(String name, Imsi imsi, NetworkRoute route) {
    /** The name of a network that nobody named. */
    public static final String USUAL_NAME = "AnyNet";

    private static final int MAX_NAME = 16;

    /** @throws IllegalArgumentException with a plain reason */
    public NetworkProfile {
        if (name.isEmpty() || !name.equals(name.strip()) || name.length() > MAX_NAME || !name.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\')) {
            throw new IllegalArgumentException("a network's name is 1 to " + MAX_NAME + " printable characters without quotes, no blank first or last");
        }
    }

    /** The only network of a SIM that names none: straight out. */
    public static NetworkProfile direct(Imsi imsi) {
        return new NetworkProfile(USUAL_NAME, imsi, NetworkRoute.DIRECT);
    }
}
