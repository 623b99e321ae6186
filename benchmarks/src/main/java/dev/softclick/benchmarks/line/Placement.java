package dev.softclick.benchmarks.line;

import dev.softclick.benchmarks.broker.Mosquitto;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * On which processors a host and its module run. To wake one that sleeps takes longer than all the rest of an exchange, so which the system chooses decides
 * about a turn-around more than either program does; and it chooses anew now and then.
 */
enum Placement {
    CHOSEN("", "0-" + (Runtime.getRuntime().availableProcessors() - 1), "0-" + (Runtime.getRuntime().availableProcessors() - 1)),
    TOGETHER(", both on one processor", "0", "0"),
    APART(", each on a processor of its own", "0", "1");

    private static final Path TASKS = Path.of("/proc/self/task");

    private final String text;
    private final String hosts;
    private final String modules;

    Placement(String text, String hosts, String modules) {
        this.text = text;
        this.hosts = hosts;
        this.modules = modules;
    }

    /** Those that can be had here. */
    static List<Placement> possible() {
        boolean two = Runtime.getRuntime().availableProcessors() > 1 && Mosquitto.program("taskset").isPresent() && Files.isDirectory(TASKS);
        return two ? List.of(values()) : List.of(CHOSEN);
    }

    /** Puts there the calling thread, the threads of this JVM that serve ports, and a process. */
    void put(BareEcho echo) throws IOException, InterruptedException {
        move(hosts, Path.of("/proc/thread-self").toRealPath().getFileName().toString());
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                String name = Files.readString(task.resolve("comm")).strip();
                if (Stream.of("softclick-tty", "softclick-socke").anyMatch(name::equals)) {
                    move(modules, task.getFileName().toString());
                }
            }
        }
        move(modules, Long.toString(echo.pid()));
    }

    private static void move(String processors, String task) throws IOException, InterruptedException {
        Process taskset = new ProcessBuilder("taskset", "-pc", processors, task).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (taskset.waitFor() != 0) {
            throw new IOException("taskset does not put " + task + " on " + processors);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
