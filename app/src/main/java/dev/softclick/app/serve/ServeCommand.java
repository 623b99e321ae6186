package dev.softclick.app.serve;

import dev.softclick.app.config.ConfigReading;
import dev.softclick.app.console.Complaint;
import dev.softclick.app.console.ExitCode;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code softclick serve}: any number of modems, as a file says. */
@Command(
        name = "serve",
        header = "Runs any number of modems, as a file says.",
        sortOptions = false,
        description = "Runs the modems that CONFIG.toml names, and one local cloud for all that use it. Prints a line 'ready modem=... port=... thing=... "
                + "cloud=...' for each port. A mistake in the file starts nothing; what is not there yet (a device, a free port) is waited for. SIGHUP reads the file again: what did not change keeps its link. SIGTERM and "
                + "SIGINT end it. 'softclick status' and 'softclick ctl' speak to it. Tells systemd how it is where that started it (Type=notify).",
        footer = {
            "",
            "Examples:",
            "  softclick serve --check modems.toml     what is wrong with it?",
            "  softclick serve modems.toml",
            "",
            "The smallest file, and all keys of a modem: docs/serve.md. It begins",
            "  [[modem]]",
            "  name = \"pump\"",
            "  port = \"pty:/tmp/pump\"",
            "  sim = \"pump\"          # made by: softclick sim new pump",
            "",
            "Exit codes: 0 stopped, or the file is good; 1 failure (a mistake in the",
            "file, another serve has the control socket); 2 usage."
        })
public final class ServeCommand implements Callable<Integer> {
    /** How long the end may take. What is not done by then goes with the process. */
    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private static final int MAX_SIGNALS = 8;

    private final StandardStreams streams;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(paramLabel = "CONFIG.toml", description = "What to run.")
    private @Nullable Path file;

    @Option(names = "--check", description = "Only look whether the file is good.")
    private boolean check;

    private enum Signal {
        STOP,
        RELOAD
    }

    public ServeCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(MAX_SIGNALS);
        if (!check) {
            for (String end : List.of("TERM", "INT")) {
                Signals.register(end, () -> stop(signals));
            }
            // Those that come while the file is read anew are one.
            Signals.register("HUP", () -> {
                if (!signals.contains(Signal.RELOAD)) {
                    signals.offer(Signal.RELOAD);
                }
            });
        }
        Optional<ServeConfig> config = read();
        if (config.isEmpty() || check) {
            return config.isEmpty() ? ExitCode.FAILURE : 0;
        }
        ServiceNotice notice = ServiceNotice.of(name -> System.getenv().getOrDefault(name, ""));
        ServeSession session = ServeSession.start(config.get(), streams, notice);
        while (signals.take() == Signal.RELOAD) {
            reload(session);
        }
        // A thread of its own, so that nothing that hangs delays the exit.
        Thread closing = Thread.ofPlatform().daemon().name("softclick-stop").start(session::close);
        closing.join(GOODBYE);
        return 0;
    }

    /** The end is heard also by who has a lot to read again. */
    private static void stop(BlockingQueue<Signal> signals) {
        signals.clear();
        signals.add(Signal.STOP);
    }

    private void reload(ServeSession session) {
        session.reloading();
        Optional<ServeConfig> config = Optional.empty();
        try {
            config = read();
        } catch (IOException e) {
            streams.tell(Complaint.line(e));
        }
        if (config.isEmpty()) {
            streams.tell("the modems go on as they were");
        }
        session.reloaded(config);
    }

    /** The configuration; empty when it has mistakes, which have been told. */
    private Optional<ServeConfig> read() throws IOException {
        Path path = Objects.requireNonNull(file);
        Path usual = shared.home();
        return switch (ServeConfig.read(path, shared.homeGiven() ? Optional.of(usual) : Optional.empty(), usual)) {
            case ConfigReading.Sound<ServeConfig>(ServeConfig config) -> {
                if (check) {
                    int modems = config.modems().size();
                    streams.print(path + ": good, " + modems + (modems == 1 ? " modem" : " modems") + "\n");
                }
                yield Optional.of(config);
            }
            case ConfigReading.Faulty<ServeConfig> faulty -> {
                faulty.problems().forEach(problem -> streams.tell(problem.in(path)));
                yield Optional.empty();
            }
        };
    }
}
