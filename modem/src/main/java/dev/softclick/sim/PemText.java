package dev.softclick.sim;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Writes what {@link PemFile} reads, in lines of 64 characters (RFC 7468 clause 2). */
final class PemText {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PemText() {}

    static byte[] of(List<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            try {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalArgumentException("a certificate that has no encoding", e);
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The key in PKCS#8; nothing for a key that its token does not give away. */
    static Optional<byte[]> of(PrivateKey key) {
        byte[] pkcs8 = key.getEncoded();
        return pkcs8 == null ? Optional.empty() : Optional.of(block("PRIVATE KEY", pkcs8).getBytes(StandardCharsets.US_ASCII));
    }

    private static String block(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
