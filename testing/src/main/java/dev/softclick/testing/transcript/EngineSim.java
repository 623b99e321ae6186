package dev.softclick.testing.transcript;

import dev.softclick.sim.Endpoint;
import dev.softclick.sim.Iccid;
import dev.softclick.sim.Imei;
import dev.softclick.sim.Imsi;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import dev.softclick.sim.ThingName;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** A SIM in memory, for an engine whose cloud asks for no proof: its certificate and its key do not belong together. One thread at a time. */
public final class EngineSim implements SecureSim {
    /** Who it is. */
    public static final SimIdentity IDENTITY = new SimIdentity(
            Iccid.withCheckDigit("894450071219000000"), new Imsi("234500012345678"), Imei.withCheckDigit("35824005111111"),
            new ThingName("thing_0001"));

    private static final SecurityMaterial MATERIAL = material();

    private SimIdentity identity = IDENTITY;
    private SimReading reading = new SimReading.Keys(IDENTITY, MATERIAL);
    private long connected;

    @Override
    public void connected(long generation) {
        connected = generation;
    }

    /** The generation that the cloud took last; 0 when it took none yet. */
    public long connected() {
        return connected;
    }

    /** It gets other networks; security material stays. */
    public void networks(List<NetworkProfile> networks) {
        identity = new SimIdentity(IDENTITY.iccid(), IDENTITY.imei(), IDENTITY.thing(), networks);
        if (reading instanceof SimReading.Keys keys) {
            reading = new SimReading.Keys(identity, keys.material(), keys.fallback());
        }
    }

    @Override
    public SimReading read() {
        return reading;
    }

    /** It gets new security material: that generation, from 1. */
    public void renew(long generation) {
        reading = new SimReading.Keys(identity, material(generation));
    }

    /** It gets new security material and keeps an older generation that the cloud has taken. */
    public void renew(long generation, long older) {
        reading = new SimReading.Keys(identity, material(generation), Optional.of(material(older)));
    }

    private static SecurityMaterial material(long generation) {
        return new SecurityMaterial(generation, MATERIAL.endpoint(), MATERIAL.chain(), MATERIAL.key(), MATERIAL.trusted());
    }

    /** It holds no security material. */
    public void withoutKeys() {
        reading = new SimReading.NoKeys(identity);
    }

    /** It is taken out. */
    public void remove() {
        reading = new SimReading.Unusable(Optional.empty(), new SimFault(SimFault.Reason.ABSENT, "no SIM is there"));
    }

    private static SecurityMaterial material() {
        try (InputStream in = EngineSim.class.getResourceAsStream("engine.crt")) {
            if (in == null) {
                throw new IllegalStateException("engine.crt is missing from the library");
            }
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            PrivateKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
            return new SecurityMaterial(1, new Endpoint("cloud.invalid", 8883), List.of(certificate), key, List.of(certificate));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X.509 and EC", e);
        }
    }
}
