package dev.softclick.simulation.world;

import dev.softclick.sim.Endpoint;
import dev.softclick.sim.Iccid;
import dev.softclick.sim.Imei;
import dev.softclick.sim.Imsi;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import dev.softclick.sim.ThingName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The SIM, and which of its keys the cloud takes. */
public final class SimCard implements SecureSim {
    /** What is to be found on it. */
    public enum Condition {
        GOOD,
        REMOVED,
        WITHOUT_KEYS,
        HALF_WRITTEN,
        EXPIRED
    }

    /** The name of the thing. */
    public static final String THING = "thing_0001";

    private static final Endpoint ENDPOINT = new Endpoint("cloud.example", 8883);

    private final SimIdentity identity;
    private final Map<Long, SecurityMaterial> materials = new HashMap<>();
    private final Set<Long> accepted = new HashSet<>(Set.of(1L));
    private Condition condition = Condition.GOOD;
    private long newest = 1;
    private long taken;

    SimCard(int networks) {
        List<NetworkProfile> profiles = new ArrayList<>();
        for (int i = 0; i < networks; i++) {
            profiles.add(new NetworkProfile(
                    "net" + i, new Imsi("23450000000000" + i), new NetworkRoute(Optional.of("net" + i), Optional.empty(), OptionalInt.empty())));
        }
        identity = new SimIdentity(
                Iccid.withCheckDigit("894450071219000000"), Imei.withCheckDigit("35824005111111"), new ThingName(THING), profiles);
    }

    @Override
    public SimReading read() {
        return switch (condition) {
            case GOOD -> new SimReading.Keys(identity, material(newest), taken != 0 && taken < newest ? Optional.of(material(taken)) : Optional.empty());
            case REMOVED -> new SimReading.Unusable(Optional.empty(), new SimFault(SimFault.Reason.ABSENT, "no SIM is there"));
            case WITHOUT_KEYS -> new SimReading.NoKeys(identity);
            case HALF_WRITTEN -> new SimReading.Unusable(
                    Optional.of(identity), new SimFault(SimFault.Reason.BAD_PEM, "private.key holds no key"));
            case EXPIRED -> new SimReading.Unusable(
                    Optional.of(identity), new SimFault(SimFault.Reason.EXPIRED, "the certificate has expired"));
        };
    }

    @Override
    public void connected(long generation) {
        taken = generation;
    }

    void condition(Condition now) {
        condition = now;
    }

    /** New keys. */
    void renew(boolean cloudTakesThem, boolean revokeOld) {
        if (revokeOld) {
            accepted.clear();
        }
        newest++;
        if (cloudTakesThem) {
            accepted.add(newest);
        }
    }

    void revokeAll() {
        accepted.clear();
    }

    /** Whether the cloud takes the keys of that generation. */
    boolean accepts(long generation) {
        return accepted.contains(generation);
    }

    boolean acceptsNewest() {
        return accepts(newest);
    }

    int networks() {
        return identity.networks().size();
    }

    private SecurityMaterial material(long generation) {
        return materials.computeIfAbsent(
                generation, g -> new SecurityMaterial(g, ENDPOINT, List.of(Secret.CERTIFICATE), Secret.KEY, List.of(Secret.CERTIFICATE)));
    }
}
