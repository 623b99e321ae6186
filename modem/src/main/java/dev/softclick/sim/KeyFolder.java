package dev.softclick.sim;

import dev.softclick.sim.pkcs11.TokenKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * One generation of security material on the disk: {@code endpoint}, {@code certificate.pem}, {@code ca.pem}, and {@code private.key},
 * or {@code key.pkcs11} for a key that lives on a token.
 *
 * @param path the folder
 * @param generation its number, from 1
 */
record KeyFolder(Path path, long generation) {
    private static final String ENDPOINT = "endpoint";
    private static final String CERTIFICATE = "certificate.pem";
    private static final String KEY = "private.key";
    private static final String AUTHORITIES = "ca.pem";
    private static final String TOKEN_KEY = "key.pkcs11";
    /** The endpoint that stands for the local cloud of the same home, wherever that runs today. */
    private static final String LOCAL = "local";
    /** Largest endpoint file that is read, in bytes. */
    private static final int MAX_ENDPOINT_BYTES = 1024;

    /**
     * What the folder holds.
     *
     * @param endpoint where the cloud is; empty when it is the local cloud
     */
    record Content(Optional<Endpoint> endpoint, Credentials credentials) {}

    /** The bytes of all its files, as they were read; one key is there and the other empty. */
    record Raw(KeyFolder folder, byte[] endpoint, byte[] certificate, Optional<byte[]> key, Optional<byte[]> tokenKey, byte[] authorities) {
        /** The same digest means the same content. */
        byte[] digest() {
            try {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                for (byte[] file : List.of(endpoint, certificate, key.orElseGet(() -> new byte[0]), tokenKey.orElseGet(() -> new byte[0]), authorities)) {
                    sha256.update((file.length + ":").getBytes(StandardCharsets.US_ASCII));
                    sha256.update(file);
                }
                return sha256.digest();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        Checked<Content> parse() {
            return KeyFolder.endpoint(folder.path.resolve(ENDPOINT), endpoint).then(place -> pem(CERTIFICATE, certificate)
                    .then(chain -> pem(AUTHORITIES, authorities).then(trusted -> credentials(chain, trusted)))
                    .then(credentials -> Checked.sound(new Content(place, credentials))));
        }

        private Checked<Credentials> credentials(PemFile chain, PemFile trusted) {
            return tokenKey.isPresent()
                    ? TokenKeyFile.parse(folder.keyName(), tokenKey.get())
                            .then(address -> CredentialCheck.together(chain, folder.keyName(), address, trusted))
                    : pem(KEY, key.orElseThrow()).then(file -> CredentialCheck.together(chain, file, trusted));
        }

        private Checked<PemFile> pem(String file, byte[] bytes) {
            return PemFile.of(folder.path.resolve(file).toString(), bytes);
        }

        /** Says which folder; the bytes stay unsaid. */
        @Override
        public String toString() {
            return "Raw[" + folder.path + "]";
        }
    }

    /** Whether all files are there. */
    boolean isComplete() {
        return has(ENDPOINT) && has(CERTIFICATE) && (has(KEY) || has(TOKEN_KEY)) && has(AUTHORITIES);
    }

    private boolean has(String file) {
        return Files.isRegularFile(path.resolve(file));
    }

    /** Reads all files; {@link SimFault.Reason#EXPOSED} when others can read the private key, {@link SimFault.Reason#ABSENT} when one of them went away meanwhile. */
    Checked<Raw> read() {
        boolean token = !has(KEY) && has(TOKEN_KEY);
        Optional<String> exposed = token ? Optional.empty() : PrivateFiles.exposed(path.resolve(KEY));
        if (exposed.isPresent()) {
            return Checked.faulty(SimFault.Reason.EXPOSED, path.resolve(KEY) + ": " + exposed.get());
        }
        return bytes(ENDPOINT, MAX_ENDPOINT_BYTES).then(endpoint -> bytes(CERTIFICATE, PemFile.MAX_BYTES)
                .then(certificate -> bytes(token ? TOKEN_KEY : KEY, PemFile.MAX_BYTES)
                        .then(key -> bytes(AUTHORITIES, PemFile.MAX_BYTES).then(authorities -> Checked.sound(new Raw(this, endpoint, certificate,
                                token ? Optional.empty() : Optional.of(key), token ? Optional.of(key) : Optional.empty(), authorities))))));
    }

    /** What it is for: of its files only that one is read. */
    Checked<KeyLabel> label() {
        return bytes(ENDPOINT, MAX_ENDPOINT_BYTES)
                .then(bytes -> endpoint(path.resolve(ENDPOINT), bytes))
                .then(place -> Checked.sound(new KeyLabel(generation, place)));
    }

    private Checked<byte[]> bytes(String file, int limit) {
        return FileBytes.read(path.resolve(file), limit);
    }

    /** Where faults say that the certificate is. */
    String certificateName() {
        return path.resolve(CERTIFICATE).toString();
    }

    /** Where faults say that a key on a token is named. */
    String keyName() {
        return path.resolve(TOKEN_KEY).toString();
    }

    /** Fills an empty folder, down to the disk; {@code key} is the private key itself, or says where it lives. */
    static void fill(Path folder, Credentials credentials, byte[] key, Optional<Endpoint> endpoint) throws IOException {
        PrivateFiles.write(folder.resolve(ENDPOINT), (endpoint.map(Endpoint::toString).orElse(LOCAL) + "\n").getBytes(StandardCharsets.UTF_8));
        PrivateFiles.write(folder.resolve(CERTIFICATE), PemText.of(credentials.chain()));
        PrivateFiles.write(folder.resolve(credentials.key() instanceof TokenKey ? TOKEN_KEY : KEY), key);
        PrivateFiles.write(folder.resolve(AUTHORITIES), PemText.of(credentials.trusted()));
        PrivateFiles.sync(folder);
    }

    private static Checked<Optional<Endpoint>> endpoint(Path file, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (text.equals(LOCAL)) {
            return Checked.sound(Optional.empty());
        }
        try {
            return Checked.sound(Optional.of(Endpoint.parse(text)));
        } catch (IllegalArgumentException e) {
            // Its text would quote the file, which may be a key in the wrong place.
            return Checked.faulty(SimFault.Reason.BAD_ENDPOINT, file + ": is neither HOST[:PORT] nor the word local");
        }
    }
}
