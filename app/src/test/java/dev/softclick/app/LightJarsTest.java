package dev.softclick.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step of the build that makes jars such that a JVM takes them from its AOT cache; run as the build runs it. */
class LightJarsTest {
    private static final String MANIFEST = "Manifest-Version: 1.0\r\nImplementation-Title: kept\r\nExport-Package: for.osgi.alone\r\n\r\n";

    @TempDir
    private Path folder;

    private Path lib;

    @BeforeEach
    void libraries() throws IOException {
        lib = Files.createDirectory(folder.resolve("lib"));
    }

    private void run() throws Exception {
        Process build = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "src/build/java/LightJars.java",
                        lib.toString(), folder.resolve("old-1-sources.jar").toString(), Files.createDirectories(folder.resolve("work")).toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
        assertThat(build.waitFor()).isZero();
    }

    private static void jar(Path path, Map<String, byte[]> entries) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(path))) {
            out.putNextEntry(new JarEntry(JarFile.MANIFEST_NAME));
            out.write(text(MANIFEST));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
    }

    private static Map<String, byte[]> entries(Path path) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (JarFile file = new JarFile(path.toFile(), false)) {
            for (JarEntry entry : file.stream().toList()) {
                entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The beginning of a class file: magic, minor, major. */
    private static byte[] classFile(int major) {
        return new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) major};
    }

    @Test
    void takesTheSignatureFromASignedJarAndNothingElse() throws Exception {
        Path signed = lib.resolve("signed.jar");
        byte[] bytes = classFile(52);
        jar(signed, Map.of("META-INF/SOMEONE.SF", text("digest"), "META-INF/SOMEONE.RSA", text("signature"), "META-INF/NOTICE", text("read me"), "a/A.class", bytes));

        run();

        Map<String, byte[]> left = entries(signed);
        assertThat(left).containsOnlyKeys(JarFile.MANIFEST_NAME, "META-INF/NOTICE", "a/A.class");
        assertThat(left.get("a/A.class")).isEqualTo(bytes);
        assertThat(new String(left.get(JarFile.MANIFEST_NAME), StandardCharsets.US_ASCII)).contains("Implementation-Title: kept").doesNotContain("osgi");
    }

    @Test
    void leavesAnUnsignedJarAsItIs() throws Exception {
        Path plain = lib.resolve("plain.jar");
        jar(plain, Map.of("a/A.class", classFile(49)));
        byte[] before = Files.readAllBytes(plain);

        run();

        assertThat(plain).hasBinaryContent(before);
    }

    @Test
    void compilesAnewWhatIsTooOldForACache() throws Exception {
        Path old = lib.resolve("old-1.jar");
        jar(old, Map.of("a/A.class", classFile(49), "a/words.txt", text("words")));
        jar(folder.resolve("old-1-sources.jar"), Map.of("a/A.java", text("package a; class A {}")));

        run();

        Map<String, byte[]> now = entries(old);
        assertThat(now).containsOnlyKeys(JarFile.MANIFEST_NAME, "a/A.class", "a/words.txt");
        assertThat((int) now.get("a/A.class")[7]).isGreaterThan(50);
        assertThat(now.get("a/words.txt")).isEqualTo(text("words"));
    }

    @Test
    void leavesTheJarOfThoseSourcesOnceItIsNewEnough() throws Exception {
        Path young = lib.resolve("old-1.jar");
        jar(young, Map.of("a/A.class", classFile(50)));
        byte[] before = Files.readAllBytes(young);

        run();

        assertThat(young).hasBinaryContent(before);
    }
}
