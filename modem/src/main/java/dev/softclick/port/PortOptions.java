package dev.softclick.port;

/**
 * What a port is asked for beside its address. Each kind takes what concerns it.
 *
 * @param listening who may be the host of a port that listens
 */
public record PortOptions(ListenPolicy listening) {
    /** As without any option. */
    public static final PortOptions DEFAULTS = new PortOptions(ListenPolicy.CAREFUL);

    public PortOptions withListening(ListenPolicy policy) {
        return new PortOptions(policy);
    }
}
