package dev.softclick.sim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One generation of security material on the disk: {@code endpoint}, {@code certificate.pem}, {@code private.key}, {@code ca.pem}.
 *
 * @param path the folder
 * @param generation its number, from 1
 */
record KeyFolder(Path path, long generation) {
    private static final String ENDPOINT = "endpoint";
    private static final String CERTIFICATE = "certificate.pem";
    private static final String KEY = "private.key";
    private static final String AUTHORITIES = "ca.pem";
    private static final List<String> FILES = List.of(ENDPOINT, CERTIFICATE, KEY, AUTHORITIES);
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

    /** The bytes of all its files, as they were read. */
    record Raw(KeyFolder folder, List<byte[]> files) {
        /** The same digest means the same content. */
        byte[] digest() {
            try {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                for (byte[] file : files) {
                    sha256.update((file.length + ":").getBytes(StandardCharsets.US_ASCII));
                    sha256.update(file);
                }
                return sha256.digest();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        Checked<Content> parse() {
            return endpoint(folder.path.resolve(ENDPOINT), files.get(0)).then(endpoint -> pem(1).then(certificate -> pem(2).then(key ->
                    pem(3).then(authorities -> CredentialCheck.together(certificate, key, authorities)
                            .then(credentials -> Checked.sound(new Content(endpoint, credentials)))))));
        }

        private Checked<PemFile> pem(int index) {
            return PemFile.of(folder.path.resolve(FILES.get(index)).toString(), files.get(index));
        }

        /** Says which folder; the bytes stay unsaid. */
        @Override
        public String toString() {
            return "Raw[" + folder.path + "]";
        }
    }

    /** Whether all files are there. */
    boolean isComplete() {
        return FILES.stream().allMatch(file -> Files.isRegularFile(path.resolve(file)));
    }

    /** Reads all files; {@link SimFault.Reason#ABSENT} when one of them went away meanwhile. */
    Checked<Raw> read() {
        List<byte[]> files = new ArrayList<>();
        for (String file : FILES) {
            switch (FileBytes.read(path.resolve(file), file.equals(ENDPOINT) ? MAX_ENDPOINT_BYTES : PemFile.MAX_BYTES)) {
                case Checked.Sound<byte[]>(byte[] bytes) -> files.add(bytes);
                case Checked.Faulty<byte[]>(SimFault fault) -> {
                    return new Checked.Faulty<>(fault);
                }
            }
        }
        return Checked.sound(new Raw(this, List.copyOf(files)));
    }

    /** Where faults say that the certificate is. */
    String certificateName() {
        return path.resolve(CERTIFICATE).toString();
    }

    /** Fills an empty folder, down to the disk. */
    static void fill(Path folder, byte[] certificates, byte[] key, byte[] authorities, Optional<Endpoint> endpoint) throws IOException {
        PrivateFiles.write(folder.resolve(ENDPOINT), (endpoint.map(Endpoint::toString).orElse(LOCAL) + "\n").getBytes(StandardCharsets.UTF_8));
        PrivateFiles.write(folder.resolve(CERTIFICATE), certificates);
        PrivateFiles.write(folder.resolve(KEY), key);
        PrivateFiles.write(folder.resolve(AUTHORITIES), authorities);
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
