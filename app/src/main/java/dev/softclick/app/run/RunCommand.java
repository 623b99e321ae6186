package dev.softclick.app.run;

import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.plan.CloudChoice;
import dev.softclick.app.plan.LinePace;
import dev.softclick.app.plan.PortChoices;
import dev.softclick.app.plan.RunPlan;
import dev.softclick.app.plan.TimerSetting;
import dev.softclick.app.sim.RunSim;
import dev.softclick.at.Dialect;
import dev.softclick.link.MqttPolicy;
import dev.softclick.port.PortAddress;
import dev.softclick.sim.SimName;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code softclick run}: a modem, until it is told to stop. */
@Command(
        name = "run",
        header = "Runs a modem, and a local cloud for it.",
        sortOptions = false,
        description = "Runs one modem, and the local cloud if it is to use that. Prints a line 'ready port=... thing=... cloud=...' for each port as soon "
                + "as the modem answers; SIGTERM, SIGINT and SIGHUP end it. On a terminal there is an AT prompt, too; Ctrl-] leaves.",
        footer = {
            "",
            "Examples:",
            "  softclick run                       a PTY and the local cloud",
            "  softclick run --port pty:/tmp/a --port tcp:127.0.0.1:5000",
            "  softclick run --port tcp:127.0.0.1:0 --baud unpaced --no-terminal",
            "  printf 'AT\\r' | softclick run --port stdio --cloud none",
            "  softclick run --sim mine            a thing of AWS IoT (sim import --help)",
            "",
            "Exit codes: 0 stopped, or stdin ended; 1 failure (port taken, SIM in use); 2 usage."
        })
public final class RunCommand implements Callable<Integer> {
    /** How long the end may take. What is not done by then goes with the process. */
    private static final Duration GOODBYE = Duration.ofMillis(1200);

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "pty:/tmp/softclick",
            description = "Where hosts find the modem: " + PortAddress.ALLOWED + ". PORT 0 takes a free one. May be given several times. "
                    + "Default: ${DEFAULT-VALUE}.")
    private List<PortAddress> ports = List.of();

    @Option(names = "--sim", paramLabel = "NAME", description = "The SIM in it. Default: "
            + RunSim.DEFAULT_NAME + ", made on first use.")
    private @Nullable SimName sim;

    @Option(
            names = "--cloud",
            paramLabel = "local|none|HOST[:PORT]",
            description = "Where it connects to. Default: the cloud that the SIM was made for, local or its own endpoint.")
    private @Nullable CloudChoice cloud;

    @Option(
            names = "--baud",
            paramLabel = "N|unpaced",
            defaultValue = "9600",
            description = "Line rate in bits a second, 300 to 4000000, at 10 bits a byte both ways. Default: ${DEFAULT-VALUE}.")
    private LinePace pace = new LinePace(0);

    @Option(
            names = "--dialect",
            paramLabel = "reference|verbatim|field",
            defaultValue = "reference",
            description = "What it says where the Reference slips: what it means, its letters, or what shipped modules say. Default: ${DEFAULT-VALUE}.")
    private Dialect dialect = Dialect.REFERENCE;

    @Option(
            names = "--mqtt",
            paramLabel = "auto|5|3.1.1",
            defaultValue = "auto",
            description = "MQTT version; auto is 5, and 3.1.1 where the broker refuses that. Default: ${DEFAULT-VALUE}.")
    private MqttPolicy mqtt = MqttPolicy.AUTO;

    @Option(
            names = "--timer",
            paramLabel = "NAME=DURATION",
            description = "Sets a wait of the modem, as keep-alive=30s or linger=0s: a whole number with ms, s, m or h. May be given several times; the names "
                    + "and defaults are in docs/technical/timers.md, and told when a name is wrong.")
    private List<TimerSetting> timers = List.of();

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Records what goes over the line into FILE, a transcript that 'softclick play' plays; JSON lines, with the link's side, if its name "
                    + "ends in .jsonl. A FILE that exists is replaced. May be given several times.")
    private List<Path> traces = List.of();

    @Mixin
    private PortChoices choices = new PortChoices();

    @Option(names = "--no-terminal", description = "No AT prompt, even on a terminal.")
    private boolean noTerminal;

    public RunCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CompletableFuture<Integer> stopped = new CompletableFuture<>();
        for (String signal : List.of("TERM", "INT", "HUP")) {
            Signals.register(signal, () -> stopped.complete(0));
        }
        RunSession session = RunSession.start(plan(), streams);
        int code = (Integer) CompletableFuture.anyOf(stopped, session.ended()).join();
        // A thread of its own, so that nothing that hangs delays the exit.
        Thread closing = Thread.ofPlatform().daemon().name("softclick-stop").start(session::close);
        closing.join(GOODBYE);
        return code;
    }

    private RunPlan plan() {
        try {
            boolean prompt = !noTerminal && !ports.contains(new PortAddress.Stdio()) && onTerminal();
            return new RunPlan(shared.home(), ports, Optional.ofNullable(sim), Optional.ofNullable(cloud), choices.line(pace), dialect, mqtt, timers, prompt,
                    traces);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean onTerminal() {
        // It is null without a terminal, or is none, depending on the JDK.
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
