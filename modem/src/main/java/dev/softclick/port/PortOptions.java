package dev.softclick.port;

/**
 * What a port is asked for beside its address. Each kind takes what concerns it.
 *
 * @param listening who may be the host of a port that listens
 * @param line how a line is set that has settings
 */
public record PortOptions(ListenPolicy listening, LineSetup line) {
    /** As without any option. */
    public static final PortOptions DEFAULTS = new PortOptions(ListenPolicy.CAREFUL, LineSetup.DEFAULT);

    public PortOptions withListening(ListenPolicy policy) {
        return new PortOptions(policy, line);
    }

    public PortOptions withLine(LineSetup setup) {
        return new PortOptions(listening, setup);
    }
}
