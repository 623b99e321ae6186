package dev.softclick.benchmarks.measure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Where benchmarks run: a folder of their own, how long they may take, and what they have found. */
public final class Stage implements AutoCloseable {
    private final boolean quick;
    private final Path folder;
    private final Consumer<String> lines;
    private final List<Finding> findings = new CopyOnWriteArrayList<>();
    private final List<String> skipped = new CopyOnWriteArrayList<>();
    private volatile boolean abandoned;
    private final Interruption interruption;

    public Stage(boolean quick, Consumer<String> lines) throws IOException {
        this.quick = quick;
        this.lines = lines;
        this.folder = Files.createTempDirectory("softclick-bench-");
        this.interruption = new Interruption("softclick-stage", this::abandon);
    }

    /** The one or the other: less in a quick run. */
    public <T> T quickOr(T quickly, T wholly) {
        return quick ? quickly : wholly;
    }

    /** A folder that goes away with the stage. */
    public Path folder(String name) throws IOException {
        if (abandoned) {
            throw new IOException("interrupted");
        }
        return Files.createDirectories(folder.resolve(name));
    }

    /** A file of our own, unpacked into a folder. */
    public static Path unpack(String name, Path into) throws IOException {
        try (InputStream text = Stage.class.getResourceAsStream("/" + name)) {
            return Files.write(into.resolve(name), Objects.requireNonNull(text, name + " is not on the class path").readAllBytes());
        }
    }

    public void found(Finding finding) {
        findings.add(finding);
        lines.accept(String.format(
                Locale.ROOT, "  %-75s %8.3f   aim %-18s %s", finding.measure(), finding.figure(), finding.aim(), finding.met() ? "" : "MISSED"));
    }

    /** A line as it is. */
    public void saying(String line) {
        lines.accept(line);
    }

    /** What is being done, where it takes a while. */
    public void doing(String what) {
        lines.accept("  ... " + what);
    }

    /** That something can't be measured here, and why. */
    public void skipped(String what, String why) {
        skipped.add(what + ": " + why);
        lines.accept("  " + what + ": skipped, " + why);
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public List<String> skipped() {
        return List.copyOf(skipped);
    }

    /** The process ends in the midst of it: what was started ends too, and nothing stays on the disk. */
    private void abandon() {
        abandoned = true;
        try {
            // Twice: a program that is just being started finds no folder, or is found.
            for (int i = 0; i < 2; i++) {
                clear();
                ProcessHandle.current().descendants().forEach(program -> {
                    program.destroyForcibly();
                    program.onExit().join();
                });
            }
            clear();
        } catch (IOException e) {
            System.err.println("softclick-bench: can't remove " + folder + ": " + e.getMessage());
        }
    }

    private void clear() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (interruption.over()) {
            clear();
        }
    }
}
