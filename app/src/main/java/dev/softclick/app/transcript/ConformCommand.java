package dev.softclick.app.transcript;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.ExitCode;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.plan.LinePace;
import dev.softclick.at.Dialect;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.sim.Checked;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.testing.conformance.CloudOpener;
import dev.softclick.testing.conformance.ConformanceReport;
import dev.softclick.testing.conformance.ConformanceRun;
import dev.softclick.testing.conformance.ConformanceSuite;
import dev.softclick.testing.conformance.HtmlReport;
import dev.softclick.testing.conformance.JunitXml;
import dev.softclick.testing.conformance.LiveTable;
import dev.softclick.testing.conformance.RunDifference;
import dev.softclick.testing.operator.OperatorCloud;
import dev.softclick.testing.transcript.HostLine;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code softclick conform}: proves a module, soft or real, against the Reference. */
@Command(
        name = "conform",
        header = "Proves a module, soft or real, against the Reference.",
        sortOptions = false,
        description = "Plays the conformance cases on a port, each of which cites the section that it proves, and judges the answers. It opens and closes topics "
                + "and publishes on them. Cases that need the cloud's other side use the local cloud of the home, or the back-end identity that is given.",
        footer = {
            "",
            "Examples:",
            "  softclick conform pty:/tmp/softclick                         the modem of 'softclick run'",
            "  softclick conform /dev/ttyUSB0 --dialect field --report out  a real module; out/ gets an HTML page and JUnit XML",
            "  softclick conform tcp:127.0.0.1:5000 --only 'publish,line/s*'",
            "  softclick conform --diff pty:/tmp/softclick /dev/ttyUSB0     where two modules differ",
            "",
            "Exit codes: 0 it conforms (with --diff: no difference); 1 it does not, or the port is dead or gone; 2 usage."
        })
public final class ConformCommand implements Callable<Integer> {
    /** What times are judged by when the line is not paced, in bits a second. */
    private static final int UNPACED = 115_200;

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(arity = "0..1", paramLabel = "PORT", description = "Where the module is: " + HostLine.ALLOWED + ".")
    private @Nullable String port;

    @Option(names = "--diff", arity = "2", paramLabel = "PORT", description = "Play on two ports, and show where they differ.")
    private List<String> targets = List.of();

    @Option(names = "--dialect", paramLabel = "D", defaultValue = "reference", description = "Whose words count: reference, verbatim or field. Default: ${DEFAULT-VALUE}.")
    private Dialect dialect = Dialect.REFERENCE;

    @Option(names = "--only", paramLabel = "PATTERN", description = "Only these cases: GROUP, or GROUP/NAME with * and ?; several joined by commas.")
    private @Nullable String only;

    @Option(names = "--report", paramLabel = "DIR", description = "Write conformance.html and conformance.xml (JUnit) there.")
    private @Nullable Path reports;

    @Option(names = "--baud", paramLabel = "N", defaultValue = "9600", description = "Line rate in bits a second, or unpaced. Default: ${DEFAULT-VALUE}.")
    private LinePace pace = new LinePace(0);

    @ArgGroup(exclusive = false, heading = "The cloud's other side, where it is not the local cloud:%n")
    private @Nullable BackEnd backEnd;

    /** An identity that may see and publish every topic. */
    static final class BackEnd {
        @Option(names = "--endpoint", required = true, paramLabel = "HOST[:PORT]", description = "The account's data endpoint; port 8883 unless said otherwise.")
        private Endpoint endpoint = new Endpoint("localhost", Endpoint.MQTTS_PORT);

        @Option(names = "--cert", required = true, paramLabel = "F", description = "The back end's certificate, PEM.")
        private Path certificate = Path.of("");

        @Option(names = "--key", required = true, paramLabel = "F", description = "Its private key, PEM, not encrypted.")
        private Path key = Path.of("");

        @Option(names = "--ca", required = true, paramLabel = "F", description = "The authority that the cloud's certificate comes from, PEM.")
        private Path authority = Path.of("");

        @Option(names = "--client", paramLabel = "ID", description = "The MQTT client id it connects with. Default: softclick-conform- and a number.")
        private @Nullable String client;
    }

    public ConformCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if ((port == null) == targets.isEmpty()) {
            throw usage("give one PORT, or two with --diff");
        }
        ConformanceSuite suite = only == null ? ConformanceSuite.standard() : ConformanceSuite.standard().only(only);
        if (suite.in(dialect).cases().isEmpty()) {
            throw usage("no case of this dialect is called '" + only + "'");
        }
        CloudOpener cloud = cloud();
        if (targets.isEmpty()) {
            ConformanceReport report = prove(suite, String.valueOf(port), cloud);
            write(report, "conformance");
            return report.conforms() ? 0 : ExitCode.FAILURE;
        }
        ConformanceReport first = prove(suite, targets.getFirst(), cloud);
        ConformanceReport second = prove(suite, targets.getLast(), cloud);
        write(first, "conformance-1");
        write(second, "conformance-2");
        RunDifference difference = RunDifference.between(first, second);
        streams.print("\n" + difference.text());
        return difference.cases().isEmpty() ? 0 : ExitCode.FAILURE;
    }

    private ConformanceReport prove(ConformanceSuite suite, String target, CloudOpener cloud) throws IOException {
        boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        boolean colour = System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        PrintStream out = new PrintStream(streams.out(), false, StandardCharsets.UTF_8);
        try (HostLine line = HostLine.open(target, pace.paced() ? pace.baud() : UNPACED)) {
            line.forgetUnread();
            ConformanceReport report = new ConformanceRun(suite, dialect, line, cloud)
                    .run(target, InstantSource.system().instant(), new LiveTable(out, terminal, colour));
            report.reasons().forEach(reason -> streams.print(reason + "\n"));
            streams.print(target + ": " + report.summary() + "\n");
            return report;
        }
    }

    private void write(ConformanceReport report, String name) throws IOException {
        if (reports != null) {
            Files.createDirectories(reports);
            Path page = reports.resolve(name + ".html");
            Files.writeString(page, HtmlReport.of(report));
            Files.writeString(reports.resolve(name + ".xml"), JunitXml.of(report));
            streams.print("report: " + page + "\n");
        }
    }

    private CloudOpener cloud() throws IOException {
        BackEnd given = backEnd;
        Path home = shared.home();
        if (given != null) {
            Credentials credentials = switch (Credentials.read(given.certificate, given.key, given.authority, InstantSource.system())) {
                case Checked.Sound<Credentials>(Credentials sound) -> sound;
                case Checked.Faulty<Credentials> faulty -> throw new CommandFailure(faulty.fault().text());
            };
            SecurityMaterial material = new SecurityMaterial(1, given.endpoint, credentials.chain(), credentials.key(), credentials.trusted());
            String client = given.client == null ? "softclick-conform-" + ThreadLocalRandom.current().nextInt(1_000_000) : given.client;
            return thing -> OperatorCloud.connect(material, client, thing, "#");
        }
        if (LocalCloud.running(home).isPresent()) {
            return thing -> OperatorCloud.local(home, thing);
        }
        return CloudOpener.none("no local cloud runs in " + home + ", and no back-end identity was given (--endpoint, --cert, --key, --ca)");
    }

    private ParameterException usage(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
