package dev.softclick.app.fleet.keys;

import dev.softclick.app.fleet.plan.ThingPattern;
import dev.softclick.cloud.ClientCredentials;
import dev.softclick.cloud.LocalAuthority;
import dev.softclick.sim.Checked;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.PemFile;
import dev.softclick.sim.ThingName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Keys by the local CA: in memory, gone with the run, or kept in a folder as {@code THING.pem} and {@code THING.key}, so that the next run has them
 * again.
 */
public final class LocalDeviceKeys implements DeviceKeys {
    private final LocalAuthority authority;
    private final ThingPattern things;
    private final Optional<Path> folder;
    private final List<X509Certificate> trusted;

    /** @throws IOException with one line when the folder can't be used */
    public LocalDeviceKeys(LocalAuthority authority, ThingPattern things, Optional<Path> folder) throws IOException {
        this.authority = authority;
        this.things = things;
        this.folder = folder;
        trusted = certificates("the local CA's certificate", authority.certificate());
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
    }

    @Override
    public int most() {
        return Integer.MAX_VALUE;
    }

    @Override
    public ThingName thing(int index) {
        return things.thing(index);
    }

    @Override
    public Credentials credentials(int index) throws IOException {
        String thing = thing(index).text();
        if (folder.isEmpty()) {
            ClientCredentials made = authority.issueDevice(thing);
            return credentials(thing, made.certificate(), made.privateKey());
        }
        Path certificate = folder.get().resolve(thing + ".pem");
        Path key = folder.get().resolve(thing + ".key");
        if (Files.notExists(certificate) || Files.notExists(key)) {
            ClientCredentials made = authority.issueDevice(thing);
            Files.deleteIfExists(certificate);
            Files.deleteIfExists(key);
            // The certificate comes last: where it is, the key is.
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, made.privateKey());
            Files.writeString(certificate, made.certificate());
        }
        return credentials(certificate.toString(), Files.readString(certificate), Files.readString(key));
    }

    private Credentials credentials(String name, String certificate, String key) throws IOException {
        PrivateKey secret = sound(PemFile.of(name, key.getBytes(StandardCharsets.ISO_8859_1)).then(PemFile::privateKey));
        return new Credentials(certificates(name, certificate), secret, trusted);
    }

    private static List<X509Certificate> certificates(String name, String pem) throws IOException {
        return sound(PemFile.of(name, pem.getBytes(StandardCharsets.ISO_8859_1)).then(PemFile::certificates));
    }

    static <T> T sound(Checked<T> checked) throws IOException {
        return switch (checked) {
            case Checked.Sound<T>(T value) -> value;
            case Checked.Faulty<T> faulty -> throw new IOException(faulty.fault().text());
        };
    }
}
