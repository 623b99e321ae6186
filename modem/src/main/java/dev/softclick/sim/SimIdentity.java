package dev.softclick.sim;

import java.util.List;

/**
 * Who the modem is: the numbers of the SIM and the module, the thing it stands for in AWS IoT, and the networks it may use.
 *
 * @param networks the order in which they are tried; 1 to {@value #MAX_NETWORKS}, no two of one name
 */
public record SimIdentity(Iccid iccid, Imei imei, ThingName thing, List<NetworkProfile> networks) {
    /** Most networks a SIM has. */
    public static final int MAX_NETWORKS = 8;

    /** @throws IllegalArgumentException with a plain reason */
    public SimIdentity {
        networks = List.copyOf(networks);
        if (networks.isEmpty() || networks.size() > MAX_NETWORKS) {
            throw new IllegalArgumentException("a SIM has 1 to " + MAX_NETWORKS + " networks");
        }
        if (networks.stream().map(NetworkProfile::name).distinct().count() < networks.size()) {
            throw new IllegalArgumentException("two networks have one name");
        }
    }

    /** With one network only, straight out. */
    public SimIdentity(Iccid iccid, Imsi imsi, Imei imei, ThingName thing) {
        this(iccid, imei, thing, List.of(NetworkProfile.direct(imsi)));
    }

    /** The IMSI of the network that is tried first. */
    public Imsi imsi() {
        return networks.getFirst().imsi();
    }
}
