package dev.softclick.sim.pkcs11;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * SoftHSM2 (Debian package softhsm2) with tokens of the tests' own below {@code target}. Its library reads SOFTHSM2_CONF when it is loaded into the
 * test's process, so the build sets that variable, and all tokens are made before.
 */
public final class SoftHsm {
    /** What opens every token; SOFTCLICK_TEST_PIN is the same. */
    public static final String PIN = "4711";

    /** The tokens that are there: a run of tests may use any key on the first, the others are for losing and for wrong PINs. */
    public static final String TOKEN = "lab";

    static final String LOSABLE = "losable";
    static final String STRICT = "strict";

    private static final AtomicInteger IDS = new AtomicInteger(1);
    private static final Map<String, Path> FOLDERS = new HashMap<>();
    private static final Optional<String> MISSING = prepare();

    private SoftHsm() {}

    /** Skips the test where SoftHSM2 is not there. */
    public static void assume() {
        assumeTrue(MISSING.isEmpty(), MISSING.orElse(""));
    }

    private static Optional<Path> found() {
        return Stream.of("/usr/lib/softhsm", "/usr/lib/x86_64-linux-gnu/softhsm", "/usr/lib/aarch64-linux-gnu/softhsm", "/usr/lib64/softhsm",
                        "/usr/lib64/pkcs11", "/usr/local/lib/softhsm", "/opt/homebrew/lib/softhsm")
                .map(folder -> Path.of(folder, "libsofthsm2.so"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The library. */
    public static Path library() {
        return found().orElseThrow();
    }

    private static Optional<String> prepare() {
        String configuration = System.getenv("SOFTHSM2_CONF");
        if (configuration == null || !configuration.contains("target")) {
            return Optional.of("SOFTHSM2_CONF is not set to a file of the build's, as Maven does it");
        }
        if (found().isEmpty()) {
            return Optional.of("SoftHSM2 is not installed (Debian package softhsm2)");
        }
        try {
            Path file = Path.of(configuration);
            Path tokens = file.resolveSibling("tokens-" + UUID.randomUUID());
            Files.createDirectories(tokens);
            Files.writeString(file, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
            for (String label : List.of(TOKEN, LOSABLE, STRICT)) {
                util("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "12345678");
                try (Stream<Path> folders = Files.list(tokens)) {
                    FOLDERS.put(label, folders.filter(folder -> !FOLDERS.containsValue(folder)).findFirst().orElseThrow());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("SoftHSM2 can't be used: " + e.getMessage());
        }
    }

    /** Where that token's objects lie; move it away, and the token is gone. */
    static Path folder(String token) {
        return FOLDERS.get(token);
    }

    /** Puts a key on a token, without any certificate; gives its label. */
    public static String put(String token, PrivateKey key) {
        int id = IDS.getAndIncrement();
        String label = "key-" + id;
        put(token, key, label);
        return label;
    }

    static void put(String token, PrivateKey key, String label) {
        try {
            Path file = Files.createTempFile("softhsm", ".p8");
            try {
                Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
                util("--import", file.toString(), "--token", token, "--label", label, "--id",
                        "%04x".formatted(IDS.getAndIncrement()), "--pin", PIN);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where such a key is, with the PIN from the environment. */
    public static TokenKeyAddress address(String token, String label) {
        return new TokenKeyAddress(library(), token, label, new PinSource.Variable("SOFTCLICK_TEST_PIN"));
    }

    private static void util(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("softhsm2-util"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(arguments[0] + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
