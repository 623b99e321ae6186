package dev.softclick.firmware;

import dev.softclick.sim.Endpoint;
import dev.softclick.sim.Iccid;
import dev.softclick.sim.Imei;
import dev.softclick.sim.Imsi;
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
import java.util.Date;
import java.util.List;
import java.util.Optional;
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

    private SimReading reading = keys(1);
    private int reads;

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

    private static SimReading keys(long generation) {
        return new SimReading.Keys(
                IDENTITY,
                new SecurityMaterial(generation, new Endpoint("cloud.test", 8883), List.of(CERTIFICATE), KEYS.getPrivate(), List.of(CERTIFICATE)));
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
