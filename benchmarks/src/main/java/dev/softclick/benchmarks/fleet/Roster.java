package dev.softclick.benchmarks.fleet;

import dev.softclick.sim.Endpoint;
import dev.softclick.sim.SecurityMaterial;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Things and their keys, in a file: made once, used by every JVM that is measured. */
public final class Roster {
    private Roster() {}

    /** The name of one of them. */
    public static String thing(int number) {
        return "fleet-" + number;
    }

    /** Has keys made for so many, and keeps them. */
    public static void write(Path file, int things, Function<String, SecurityMaterial> issue) throws IOException, GeneralSecurityException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (int i = 0; i < things; i++) {
                SecurityMaterial material = issue.apply(thing(i));
                if (i == 0) {
                    bytes(out, material.trusted().getFirst().getEncoded());
                }
                bytes(out, material.chain().getFirst().getEncoded());
                bytes(out, material.key().getEncoded());
            }
        }
    }

    /** Reads the first of them, for the broker on that port. */
    public static List<SecurityMaterial> read(Path file, int things, int port) throws IOException, GeneralSecurityException {
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        KeyFactory keys = KeyFactory.getInstance("EC");
        List<SecurityMaterial> all = new ArrayList<>(things);
        Endpoint endpoint = new Endpoint("127.0.0.1", port);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            X509Certificate authority = certificate(certificates, bytes(in));
            for (int i = 0; i < things; i++) {
                X509Certificate own = certificate(certificates, bytes(in));
                all.add(new SecurityMaterial(
                        1, endpoint, List.of(own), keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(in))), List.of(authority)));
            }
        }
        return all;
    }

    private static X509Certificate certificate(CertificateFactory factory, byte[] der) throws GeneralSecurityException {
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readUnsignedShort());
    }
}
