package dev.softclick.app.serve;

import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.control.ControlClient;
import dev.softclick.app.control.ControlRequest;
import dev.softclick.app.control.ModemReport;
import dev.softclick.app.control.ReportJson;
import dev.softclick.app.control.StatusTable;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code softclick status}: how the modems of a serve are. */
@Command(
        name = "status",
        header = "Shows how the modems of a serve are.",
        sortOptions = false,
        description = "Asks the 'softclick serve' of this home how its modems are: state and since when, what they have done, where they are, and what went "
                + "wrong last.",
        footer = {
            "",
            "Examples:",
            "  softclick status",
            "  softclick status --watch",
            "  softclick status --json             for a program to read",
            "",
            "Exit codes: 0 success, 1 failure (no serve runs here), 2 usage."
        })
public final class StatusCommand implements Callable<Integer> {
    private static final String HOME = "\u001b[H";
    private static final String ERASE_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    private final StandardStreams streams;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Option(names = "--control", paramLabel = "PATH", description = "The control socket. Default: control/softclick.sock of the home.")
    private @Nullable Path control;

    @Option(names = "--json", description = "One JSON object in a line.")
    private boolean json;

    @Option(names = "--watch", description = "Again each second, until Ctrl-C.")
    private boolean watch;

    public StatusCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ControlClient client = new ControlClient(control == null ? ServeConfig.control(shared.home()) : control);
        if (!watch) {
            streams.print(shown(client));
            return 0;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        List.of("INT", "TERM", "HUP").forEach(signal -> Signals.register(signal, stopped::countDown));
        boolean redraw = !json && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        try {
            do {
                show(redraw ? HOME + current(client).replace("\n", ERASE_LINE + "\n") + ERASE_BELOW : shown(client));
            } while (!stopped.await(1, TimeUnit.SECONDS));
        } catch (ReaderGone e) {
            return 0;
        }
        return 0;
    }

    /** On a terminal a serve that is gone may come back. */
    private String current(ControlClient client) {
        try {
            return shown(client);
        } catch (IOException e) {
            return e.getMessage() + "\n";
        }
    }

    private String shown(ControlClient client) throws IOException {
        List<ModemReport> modems = Optional.ofNullable(client.ask(ControlRequest.status()).modems()).orElse(List.of());
        return json ? ReportJson.of(modems) : StatusTable.of(modems, Instant.now());
    }

    private void show(String text) throws ReaderGone {
        try {
            streams.out().write(text.getBytes(StandardCharsets.UTF_8));
            streams.out().flush();
        } catch (IOException e) {
            throw new ReaderGone(e);
        }
    }

    /** Who read the standard output does so no more. */
    private static final class ReaderGone extends Exception {
        private static final long serialVersionUID = 1;

        ReaderGone(IOException cause) {
            super(cause);
        }
    }
}
