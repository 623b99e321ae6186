package dev.softclick.sim;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with certificates or a private key in PEM (RFC 7468), as people have them: any line ends, a byte order mark, text around the
 * blocks. Every fault is a value whose text names the file and says in plain words what is wrong; none holds anything of a key.
 */
public final class PemFile {
    /** Largest file that is read, in bytes. The longest key and a chain of certificates need a quarter of it. */
    public static final int MAX_BYTES = 64 * 1024;

    private final String name;
    private final List<PemBlock> blocks;

    private PemFile(String name, List<PemBlock> blocks) {
        this.name = name;
        this.blocks = blocks;
    }

    /** Reads a file of at most {@link #MAX_BYTES}. */
    public static Checked<PemFile> read(Path file) {
        return FileBytes.read(file, MAX_BYTES).then(bytes -> of(file.toString(), bytes));
    }

    /** Reads a file's content; {@code name} is what faults call it. */
    public static Checked<PemFile> of(String name, byte[] content) {
        if (content.length == 0) {
            return bad(name, "is empty");
        }
        if (content.length > MAX_BYTES) {
            return bad(name, FileBytes.tooLarge(MAX_BYTES));
        }
        if (isDer(content)) {
            return bad(name, "is binary (DER), not PEM: convert it first, e.g. openssl x509 -inform DER for a certificate, "
                    + "openssl pkey -inform DER for a key");
        }
        if (content.length > 1 && (content[0] == -1 && content[1] == -2 || content[0] == -2 && content[1] == -1)) {
            return bad(name, "is UTF-16 text: save it as plain ASCII or UTF-8");
        }
        // One char per byte: nothing a file may hold fails here. A UTF-8 byte order mark is text before the first block.
        return PemBlock.all(name, new String(content, StandardCharsets.ISO_8859_1)).then(blocks -> blocks.isEmpty()
                ? bad(name, "is not PEM: it has no -----BEGIN line")
                : Checked.sound(new PemFile(name, blocks)));
    }

    /** Every certificate in the file, in its order; at least one. */
    public Checked<List<X509Certificate>> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemBlock block : blocks) {
            if (block.kind() == PemKind.CERTIFICATE) {
                try {
                    certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(block.der())));
                } catch (CertificateException | RuntimeException e) {
                    // The JDK's parser throws unchecked exceptions too, for some damages.
                    return bad(name, "certificate " + (certificates.size() + 1) + " is damaged (not X.509)");
                }
            }
        }
        return certificates.isEmpty() ? insteadOf("a certificate") : Checked.sound(List.copyOf(certificates));
    }

    /** The one private key in the file: RSA or EC; in PKCS#8, PKCS#1 or SEC 1 encoding; not encrypted. */
    public Checked<PrivateKey> privateKey() {
        List<PemBlock> keys = blocks.stream().filter(block -> block.kind().isPrivateKey()).toList();
        return switch (keys.size()) {
            case 0 -> insteadOf("a private key");
            case 1 -> PrivateKeyReader.read(name, keys.getFirst());
            default -> bad(name, "holds " + keys.size() + " private keys, but one is needed");
        };
    }

    /** What faults call the file. */
    String name() {
        return name;
    }

    private <T> Checked<T> insteadOf(String needed) {
        PemKind found = blocks.getFirst().kind();
        boolean keyNeeded = needed.equals("a private key");
        return bad(name, "holds " + found.words() + ", but " + needed + " is needed" + switch (found) {
            case PKCS8_KEY, PKCS1_KEY, SEC1_KEY, ENCRYPTED_KEY, CERTIFICATE -> ": are certificate and key swapped?";
            case PUBLIC_KEY -> keyNeeded ? ": of the two keys AWS hands out, take private.pem.key" : "";
            case REQUEST -> keyNeeded ? "" : ": the certificate is what the authority makes of it";
            case TRUSTED_CERTIFICATE -> keyNeeded ? "" : ": convert it first, e.g. openssl x509";
            case OPENSSH_KEY -> keyNeeded ? ": convert it first, e.g. ssh-keygen -p -m PKCS8" : "";
            case PKCS7 -> keyNeeded ? "" : ": convert it first, e.g. openssl pkcs7 -print_certs";
            case EC_PARAMETERS, OTHER -> "";
        });
    }

    private static boolean isDer(byte[] content) {
        if (content[0] != 0x30) {
            return false;
        }
        for (int i = 1; i < Math.min(content.length, 16); i++) {
            if (content[i] < '\t') {
                return true;
            }
        }
        return false;
    }

    private static <T> Checked<T> bad(String name, String what) {
        return Checked.faulty(SimFault.Reason.BAD_PEM, name + ": " + what);
    }

    /** Says which file; its content stays unsaid. */
    @Override
    public String toString() {
        return "PemFile[" + name + "]";
    }
}
