package dev.softclick.app;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_HEADER;

import dev.softclick.Version;
import dev.softclick.app.cloud.CloudCommand;
import dev.softclick.app.console.CommandGroup;
import dev.softclick.app.console.Complaint;
import dev.softclick.app.console.ExitCode;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.doctor.DoctorCommand;
import dev.softclick.app.fleet.FleetCommand;
import dev.softclick.app.run.Rehearsal;
import dev.softclick.app.run.RunCommand;
import dev.softclick.app.serve.CtlCommand;
import dev.softclick.app.serve.ServeCommand;
import dev.softclick.app.serve.StatusCommand;
import dev.softclick.app.sim.SimCommand;
import dev.softclick.app.transcript.ConformCommand;
import dev.softclick.app.transcript.PlayCommand;
import dev.softclick.app.transcript.ReplayCommand;
import dev.softclick.app.transcript.TapCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code softclick}: puts the commands together, and turns what goes wrong into one line on stderr and an exit code. */
@Command(
        name = "softclick",
        description = "The AnyNet Click in software: AWS IoT AT commands on a serial line, MQTT over mutual TLS behind it.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  softclick run                        a modem on /tmp/softclick",
            "  softclick cloud sub 'temperature/+'  what it publishes",
            "  softclick cloud pub resolution/thing_0001 10     a message to it",
            "",
            "State lives under --home, else $SOFTCLICK_HOME, else",
            "$XDG_STATE_HOME/softclick, else ~/.local/state/softclick.",
            "SOFTCLICK_DEBUG=1 adds stack traces to errors.",
            "",
            "Exit codes: 0 success, 1 failure, 2 usage.",
            "'softclick COMMAND --help' tells more."
        })
public final class Main extends CommandGroup {
    /** The commands that are modems, whose starts are waited for. */
    private static final Map<String, Class<?>> MODEMS = Map.of("run", RunCommand.class, "serve", ServeCommand.class);

    private Main() {}

    /** Runs a command and ends the process with its exit code, at once: what is left running by then is not worth waiting for. */
    public static void main(String[] arguments) {
        Class<?> modem = arguments.length == 0 ? null : MODEMS.get(arguments[0]);
        if (modem != null) {
            Rehearsal.begin(modem);
        }
        int code = run(StandardStreams.ofProcess(), arguments);
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    /** Runs a command; gives its exit code. */
    public static int run(StandardStreams streams, String... arguments) {
        Map<String, Function<StandardStreams, Object>> all = makers();
        String first = arguments.length == 0 ? "" : arguments[0];
        if (all.containsKey(first)) {
            // The others are not worth being made: picocli reads each by reflection, which is a good part of a start.
            all.keySet().retainAll(Set.of(first));
        }
        return commands(streams, all).execute(arguments);
    }

    /** All commands, ready to be executed; the manual pages are made of it, too. */
    static CommandLine commands(StandardStreams streams) {
        return commands(streams, makers());
    }

    /** What makes each command, by its name, in the order of the help. */
    static Map<String, Function<StandardStreams, Object>> makers() {
        Map<String, Function<StandardStreams, Object>> makers = new LinkedHashMap<>();
        makers.put("run", RunCommand::new);
        makers.put("serve", ServeCommand::new);
        makers.put("status", StatusCommand::new);
        makers.put("ctl", CtlCommand::new);
        makers.put("play", PlayCommand::new);
        makers.put("replay", ReplayCommand::new);
        makers.put("tap", TapCommand::new);
        makers.put("conform", ConformCommand::new);
        makers.put("doctor", DoctorCommand::new);
        makers.put("fleet", FleetCommand::with);
        makers.put("cloud", CloudCommand::with);
        makers.put("sim", SimCommand::with);
        return makers;
    }

    private static CommandLine commands(StandardStreams streams, Map<String, Function<StandardStreams, Object>> makers) {
        CommandLine softclick = new CommandLine(new Main());
        makers.forEach((name, maker) -> softclick.addSubcommand(name, maker.apply(streams)));
        everywhere(softclick);
        Converters.register(softclick);
        softclick.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8));
        softclick.setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8));
        // A payload may begin with '@'.
        softclick.setExpandAtFiles(false);
        softclick.setUsageHelpAutoWidth(true);
        softclick.setParameterExceptionHandler((e, given) -> {
            debug(streams, e);
            streams.tell(e.getMessage() + suggestion(e) + " (see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
            return ExitCode.USAGE;
        });
        softclick.setExecutionExceptionHandler((e, commandLine, parsed) -> {
            debug(streams, e);
            streams.tell(Complaint.line(e));
            return ExitCode.FAILURE;
        });
        return softclick;
    }

    private static void everywhere(CommandLine commandLine) {
        commandLine.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new OurVersion());
        // The header is for the list of commands; on a command's own page its description follows.
        commandLine.getHelpSectionMap().remove(SECTION_KEY_HEADER);
        commandLine.getSubcommands().values().forEach(Main::everywhere);
    }

    private static String suggestion(ParameterException e) {
        List<String> close = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return close.isEmpty() ? "" : "; did you mean " + String.join(" or ", close) + "?";
    }

    private static void debug(StandardStreams streams, Exception e) {
        if (Complaint.debug()) {
            e.printStackTrace(streams.err());
        }
    }

    /** What {@code --version} prints. */
    static final class OurVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"softclick " + Version.text()};
        }
    }
}
