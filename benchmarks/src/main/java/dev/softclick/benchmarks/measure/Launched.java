package dev.softclick.benchmarks.measure;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A program in a process of its own, spoken with by lines. */
public final class Launched implements AutoCloseable {
    private final Process process;
    private final BufferedReader says;
    private final BufferedWriter hears;

    private Launched(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        says = process.inputReader(StandardCharsets.UTF_8);
        hears = process.outputWriter(StandardCharsets.UTF_8);
    }

    public static Launched program(List<String> command) throws IOException {
        return new Launched(command);
    }

    /** A class of our own class path, by the JVM that we are, with our own options. */
    public static Launched java(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(javaProgram());
        // Ours are those of the product: app/jvm.options.
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new Launched(command);
    }

    public static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The next line, if any comes. */
    public Optional<String> line() throws IOException {
        return Optional.ofNullable(says.readLine());
    }

    /** What comes after {@code word} on the next line, which must begin with it. */
    public String after(String word) throws IOException {
        String line = line().orElseThrow(() -> new IOException("it ended instead of saying '" + word + "'"));
        if (!line.startsWith(word)) {
            throw new IOException("expected '" + word + "', it said '" + line + "'");
        }
        return line.substring(word.length()).strip();
    }

    public void tell(String line) throws IOException {
        hears.write(line);
        hears.newLine();
        hears.flush();
    }

    /** Memory of it that is in RAM, in bytes. */
    public long resident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        throw new IOException("no VmRSS of process " + process.pid());
    }

    /** Processor time that it has used so far, in seconds. */
    public double cpuSeconds() throws IOException {
        return process.info().totalCpuDuration().orElseThrow(() -> new IOException("no times of process " + process.pid())).toNanos() / 1e9;
    }

    /** Times that its threads have gone to sleep so far, each of which is a wake-up, by their names. */
    public Map<String, Long> wakeUps() throws IOException {
        Map<String, Long> wakeUps = new TreeMap<>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path task : tasks) {
                List<String> status = Files.readAllLines(task.resolve("status"));
                String name = status.getFirst().substring(status.getFirst().indexOf(':') + 1).strip();
                for (String line : status) {
                    if (line.startsWith("voluntary_ctxt_switches:")) {
                        wakeUps.merge(name, Long.parseLong(line.replaceAll("[^0-9]", "")), Long::sum);
                    }
                }
            }
        }
        return wakeUps;
    }

    /** Asked to end. */
    public void end() {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
