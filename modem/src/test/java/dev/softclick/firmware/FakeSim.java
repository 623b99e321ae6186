package dev.softclick.firmware;

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
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A SIM in memory: what is on it is set by the test. */
final class FakeSim implements SecureSim {
    static final SimIdentity IDENTITY = new SimIdentity(
            new Iccid("8944501234567890124"), new Imsi("234500123456789"), new Imei("356938035643809"),
            new ThingName("thing_0001"));
    private static final KeyPair KEYS = keys();
    private static final X509Certificate CERTIFICATE = certificate();

    /** Generations that the cloud took, as the modem told. */
    final List<Long> taken = new ArrayList<>();

    private SimIdentity identity = IDENTITY;
    private Endpoint endpoint = new Endpoint("cloud.test", 8883);
    private SimReading reading = keys(1);
    private int reads;

    @Override
    public void connected(long generation) {
        taken.add(generation);
    }

    /** Networks of these names, in this order; each leaves from an interface of its name. */
    FakeSim networks(String... names) {
        List<NetworkProfile> networks = new ArrayList<>();
        for (String name : names) {
            NetworkRoute route = new NetworkRoute(Optional.of(name), Optional.empty(), OptionalInt.empty());
            networks.add(new NetworkProfile(name, new Imsi("23450000000000" + (networks.size() + 1)), route));
        }
        return identity(new SimIdentity(IDENTITY.iccid(), IDENTITY.imei(), IDENTITY.thing(), networks));
    }

    FakeSim identity(SimIdentity who) {
        identity = who;
        reading = keys(1);
        return this;
    }

    FakeSim endpoint(String host) {
        endpoint = new Endpoint(host, 8883);
        reading = keys(1);
        return this;
    }

    /** It holds a newer generation, and an older one that has worked. */
    void generation(long newest, long older) {
        reading = new SimReading.Keys(identity, material(newest), Optional.of(material(older)));
    }

    @Override
    public SimReading read() {
        reads++;
        return reading;
    }

    int reads() {
        return reads;
    }

    void generation(long generation) {
        reading = keys(generation);
    }

    void withoutKeys() {
        reading = new SimReading.NoKeys(IDENTITY);
    }

    void removed() {
        reading = new SimReading.Unusable(Optional.empty(), new SimFault(SimFault.Reason.ABSENT, "no SIM is there"));
    }

    void spoilt() {
        reading = new SimReading.Unusable(Optional.of(IDENTITY), new SimFault(SimFault.Reason.BAD_PEM, "private.key holds no key"));
    }

    void notYetValid() {
        reading = new SimReading.Unusable(Optional.of(identity), new SimFault(SimFault.Reason.NOT_YET_VALID, "certificate.pem is not valid yet"));
    }

    private SimReading keys(long generation) {
        return new SimReading.Keys(identity, material(generation));
    }

    private SecurityMaterial material(long generation) {
        return new SecurityMaterial(generation, endpoint, List.of(CERTIFICATE), KEYS.getPrivate(), List.of(CERTIFICATE));
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }

    private static X509Certificate certificate() {
        try {
            X500Name name = new X500Name("CN=thing_0001");
            Instant now = Instant.parse("2026-01-01T00:00:00Z");
            return new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(
                            name, BigInteger.ONE, Date.from(now), Date.from(now.plusSeconds(86_400)), name, KEYS.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate())));
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }
}
