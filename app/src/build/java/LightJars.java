import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Part of the build: {@code java LightJars.java LIB SOURCES WORK}. Makes the jars in the folder LIB such that a JVM takes them from its AOT cache; it does
 * not take classes of signed jars, of which it would check the signature with every start, nor class files older than Java 6.
 *
 * <p>Signed jars lose their signatures. The one whose sources are in the jar SOURCES gets its classes from there, compiled with today's compiler into the
 * folder WORK; nothing of it is changed, and when it comes with newer class files one day, they stay.
 */
final class LightJars {
    /** Of Java 6: the first that carry what the quick verifier needs. */
    private static final int OLDEST_CLASS_FILE = 50;

    private LightJars() {}

    public static void main(String[] arguments) throws IOException {
        Path sources = Path.of(arguments[1]);
        String old = sources.getFileName().toString().replace("-sources", "");
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
            listed.forEach(jars::add);
        }
        for (Path jar : jars) {
            if (jar.endsWith(old) && isOld(jar)) {
                rewrite(jar, compiled(sources, Path.of(arguments[2])));
            } else if (isSigned(jar)) {
                rewrite(jar, Map.of());
            }
        }
    }

    private static boolean isOld(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().filter(each -> each.getName().endsWith(".class") && !each.getName().startsWith("META-INF/")).toList()) {
                byte[] start = file.getInputStream(entry).readNBytes(8);
                if ((start[6] << 8 | start[7] & 0xff) < OLDEST_CLASS_FILE) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isSigned(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().anyMatch(entry -> isSignature(entry.getName()));
        }
    }

    private static boolean isSignature(String name) {
        return name.toUpperCase(Locale.ROOT).matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    /** Compiles the sources, unless that was done before; gives the class files by their names in a jar. */
    private static Map<String, byte[]> compiled(Path sources, Path work) throws IOException {
        Path to = work.resolve(sources.getFileName() + ".classes");
        if (!Files.isDirectory(to)) {
            Path from = empty(work.resolve("sources"));
            Path aside = empty(work.resolve("classes"));
            compile(sources, from, aside);
            Files.move(aside, to);
        }
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(to)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                classes.put(to.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static void compile(Path sources, Path from, Path to) throws IOException {
        List<String> options = new ArrayList<>(List.of("-nowarn", "-proc:none", "-encoding", "UTF-8", "-d", to.toString()));
        try (JarFile file = new JarFile(sources.toFile())) {
            for (JarEntry entry : file.stream().filter(each -> each.getName().endsWith(".java")).toList()) {
                Path java = from.resolve(entry.getName());
                Files.createDirectories(java.getParent());
                Files.copy(file.getInputStream(entry), java);
                options.add(java.toString());
            }
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, OutputStream.nullOutputStream(), null, options.toArray(String[]::new)) != 0) {
            throw new IOException(sources + " could not be compiled");
        }
    }

    private static Path empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    /** Writes it anew without signature, and with these classes in place of its own. */
    private static void rewrite(Path jar, Map<String, byte[]> classes) throws IOException {
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (JarFile file = new JarFile(jar.toFile(), false); JarOutputStream out = new JarOutputStream(Files.newOutputStream(fresh))) {
            Manifest manifest = new Manifest();
            Attributes main = file.getManifest().getMainAttributes();
            manifest.getMainAttributes().putAll(main);
            // For OSGi alone; Bouncy Castle's is 36 KB, which are read with every start.
            manifest.getMainAttributes().keySet().removeIf(name -> name.toString().matches("(Ex|Im)port-Package"));
            JarEntry first = new JarEntry(JarFile.MANIFEST_NAME);
            long time = file.getEntry(JarFile.MANIFEST_NAME).getTime();
            first.setTime(time);
            out.putNextEntry(first);
            manifest.write(out);
            for (JarEntry entry : file.stream().toList()) {
                String name = entry.getName();
                boolean replaced = !classes.isEmpty() && name.endsWith(".class") && !name.startsWith("META-INF/");
                if (!name.equals(JarFile.MANIFEST_NAME) && !isSignature(name) && !replaced) {
                    put(out, name, entry.getTime(), file.getInputStream(entry).readAllBytes());
                }
            }
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                put(out, each.getKey(), time, each.getValue());
            }
        }
        Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void put(JarOutputStream out, String name, long time, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(time);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
