package dev.softclick.cloud;

import dev.softclick.cloud.CertificateIssuer.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The certificate authority of one home: EC P-256, made once, kept in {@code home/cloud/ca}. Needs no running cloud, and may be used while one runs,
 * in this process or another.
 */
public final class LocalAuthority {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a server's certificate has left, at least, when a cloud starts. */
    private static final Duration SERVER_RENEWAL = Duration.ofDays(90);

    private final CloudFolders folders;
    private final InstantSource clock;
    private final Issued authority;

    private LocalAuthority(CloudFolders folders, InstantSource clock, Issued authority) {
        this.folders = folders;
        this.clock = clock;
        this.authority = authority;
    }

    /**
     * Opens the CA of a home, and makes it first where there is none. Of several that start at once, one makes it.
     *
     * @throws IOException when the folder cannot be used, or what is in it is damaged: a CA is never silently replaced, as all devices would be lost
     */
    public static LocalAuthority in(Path home) throws IOException {
        return in(home, InstantSource.system());
    }

    static LocalAuthority in(Path home, InstantSource clock) throws IOException {
        CloudFolders folders = new CloudFolders(home);
        AtomicFile.createFolder(folders.authority());
        Path certificate = folders.authority().resolve("ca.pem");
        Path key = folders.authority().resolve("ca.key");
        try (HomeLock _ = HomeLock.take(folders.authority().resolve("lock"), PATIENCE)) {
            if (Files.notExists(certificate)) {
                write(new CertificateIssuer(clock).newAuthority(), certificate, key);
            }
            Issued authority = read(certificate, key).orElseThrow(() -> new GeneralSecurityException("ca.key does not belong to ca.pem"));
            LocalAuthority opened = new LocalAuthority(folders, clock, authority);
            opened.makeOperator();
            return opened;
        } catch (GeneralSecurityException e) {
            throw new IOException("the CA in " + folders.authority() + " cannot be used: " + e.getMessage()
                    + " (move that folder away to start with a new CA)", e);
        }
    }

    private void makeOperator() throws IOException, GeneralSecurityException {
        AtomicFile.createFolder(folders.operator());
        if (readOperator().isEmpty()) {
            write(issuer().newOperator(authority), folders.operator().resolve("certificate.pem"), folders.operator().resolve("private.key"));
        }
    }

    private Optional<Issued> readOperator() throws IOException {
        return readIssued(folders.operator().resolve("certificate.pem"), folders.operator().resolve("private.key"));
    }

    /** The server's certificate, kept from start to start until it is about to expire: to make one costs a third of a start. */
    Issued server() throws IOException, GeneralSecurityException {
        Path certificate = folders.authority().resolve("server.pem");
        Path key = folders.authority().resolve("server.key");
        Optional<Issued> kept = readIssued(certificate, key);
        if (kept.isPresent() && kept.get().certificate().getNotAfter().toInstant().isAfter(clock.instant().plus(SERVER_RENEWAL))) {
            return kept.get();
        }
        Issued fresh = issuer().newServer(authority);
        write(fresh, certificate, key);
        return fresh;
    }

    /** A pair that this CA signed; nothing when it is not there or damaged: it can be made again at any time, unlike the CA. */
    private Optional<Issued> readIssued(Path certificate, Path key) throws IOException {
        if (Files.notExists(certificate) || Files.notExists(key)) {
            return Optional.empty();
        }
        try {
            Optional<Issued> issued = read(certificate, key);
            if (issued.isPresent()) {
                issued.get().certificate().verify(authority.certificate().getPublicKey());
            }
            return issued;
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Made on demand: Bouncy Castle is large, and most starts need none of it. */
    private CertificateIssuer issuer() {
        return new CertificateIssuer(clock);
    }

    /** The certificate comes last: where it is, the key is. */
    private static void write(Issued issued, Path certificate, Path key) throws IOException, GeneralSecurityException {
        AtomicFile.write(key, Pem.of(issued.key()));
        AtomicFile.write(certificate, Pem.of(issued.certificate()));
    }

    private static Optional<Issued> read(Path certificate, Path key) throws IOException, GeneralSecurityException {
        AtomicFile.requirePrivate(key);
        Issued issued = new Issued(Pem.certificate(Files.readString(certificate)), Pem.privateKey(Files.readString(key)));
        byte[] probe = {1};
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issued.key());
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(issued.certificate().getPublicKey());
        signature.update(probe);
        return signature.verify(signed) ? Optional.of(issued) : Optional.empty();
    }

    /**
     * Makes a certificate and key for a thing, valid for eleven years from one day before now. Every call makes a new pair; those made before stay valid.
     *
     * @param thing 1 to 128 of {@code a-z A-Z 0-9 : _ -}, not beginning with {@value CloudRules#OPERATOR_CLIENT_PREFIX}
     * @throws IllegalArgumentException when it is no such name
     */
    public ClientCredentials issueDevice(String thing) {
        if (!ClientIdentity.isName(thing) || thing.startsWith(CloudRules.OPERATOR_CLIENT_PREFIX)) {
            throw new IllegalArgumentException("a thing name is 1 to " + CloudRules.MAX_THING_NAME + " of a-z A-Z 0-9 : _ - and does not begin with "
                    + CloudRules.OPERATOR_CLIENT_PREFIX);
        }
        try {
            return credentials(issuer().newDevice(authority, thing));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a certificate for " + thing, e);
        }
    }

    /**
     * Refuses a certificate for good. A cloud of this home that runs, in this process or another, notices it within a second or two and ends the
     * connections that use it; one that starts later knows it. {@link LocalCloud#revoke} does the same without the wait.
     *
     * @param serial serial number of the certificate, hexadecimal in small letters, as in {@link ClientCredentials#serial}
     * @throws IllegalArgumentException when it is no such number
     * @throws IOException when that can't be written down
     */
    public void revoke(String serial) throws IOException {
        if (!serial.matches("[0-9a-f]{1,64}")) {
            throw new IllegalArgumentException("a serial number is 1 to 64 of 0-9 a-f");
        }
        new Revocations(folders).add(serial);
    }

    /**
     * What the operator connects with: any client id that begins with {@value CloudRules#OPERATOR_CLIENT_PREFIX}, any topic.
     *
     * @throws IOException when the files in {@code home/cloud/operator} cannot be read
     */
    public ClientCredentials operator() throws IOException {
        try {
            return credentials(readOperator().orElseThrow(() -> new IOException("the operator's certificate in " + folders.operator() + " is damaged")));
        } catch (CertificateException e) {
            throw new IOException("the operator's certificate in " + folders.operator() + " cannot be used", e);
        }
    }

    /** The certificate of the CA, PEM. */
    public String certificate() {
        try {
            return Pem.of(authority.certificate());
        } catch (CertificateException e) {
            throw new IllegalStateException("cannot encode the CA certificate", e);
        }
    }

    private ClientCredentials credentials(Issued client) throws CertificateException {
        return new ClientCredentials(Pem.of(client.certificate()), Pem.of(client.key()), certificate(),
                ClientIdentity.hex(client.certificate().getSerialNumber()));
    }

    X509Certificate root() {
        return authority.certificate();
    }
}
