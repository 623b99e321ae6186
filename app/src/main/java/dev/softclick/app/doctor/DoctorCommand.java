package dev.softclick.app.doctor;

import dev.softclick.app.console.ExitCode;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.plan.CloudChoice;
import dev.softclick.app.sim.RunSim;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.MqttPolicy;
import dev.softclick.link.TopicName;
import dev.softclick.sim.SimName;
import java.io.Console;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code softclick doctor}: why is it down? */
@Command(
        name = "doctor",
        header = "Finds out why a modem can't connect.",
        sortOptions = false,
        description = "Walks from the SIM to a message that comes back, as the modem would: the SIM and its keys, the clock, then for each network of the SIM "
                + "DNS, TCP, TLS and MQTT, then the right to subscribe and to publish. Says of each step what works, or what does not and what to do.",
        footer = {
            "",
            "Examples:",
            "  softclick doctor                       the SIM of 'softclick run'",
            "  softclick doctor --sim mine            a thing of AWS IoT",
            "  softclick doctor --sim mine --topic temperature    its own topic",
            "  softclick doctor --sim mine --cloud 192.0.2.7:8883",
            "  softclick doctor --json                for a program to read",
            "",
            "[ok] works, [!!] is wrong, [--] was not tried. While a modem uses the",
            "SIM it stops ahead of MQTT, which would throw that modem off.",
            "",
            "Exit codes: 0 nothing is wrong, 1 something is, 2 usage."
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final String DEFAULT_TOPIC = "softclick/doctor";
    private static final int MAX_TIMEOUT = 300;

    /** A wait shorter than this is not worth a word. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(2);

    private static final String ERASE_LINE = "\r\u001b[K";

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Option(names = "--sim", paramLabel = "NAME", defaultValue = RunSim.DEFAULT_NAME, description = "Which SIM. Default: ${DEFAULT-VALUE}.")
    private @Nullable SimName sim;

    @Option(
            names = "--cloud",
            paramLabel = "local|HOST[:PORT]",
            description = "Where the cloud is. Default: where the SIM says. The local one is started for the check if it does not run.")
    private @Nullable CloudChoice cloud;

    @Option(
            names = "--topic",
            paramLabel = "T",
            defaultValue = DEFAULT_TOPIC,
            description = "A message is published to T/THING, and should come back. Default: ${DEFAULT-VALUE}.")
    private String topic = DEFAULT_TOPIC;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "20", description = "Longest wait of each step. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(names = "--mqtt", paramLabel = "auto|5|3.1.1", defaultValue = "auto", description = "MQTT version. Default: ${DEFAULT-VALUE}.")
    private MqttPolicy mqtt = MqttPolicy.AUTO;

    @Option(names = "--json", description = "One JSON object, at the end.")
    private boolean json;

    @Option(names = "--force", description = "Connect even if a modem uses the SIM: it is thrown off, and connects again.")
    private boolean force;

    public DoctorCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        SimName name = Objects.requireNonNull(sim);
        Checkup checkup = new Checkup(shared.home(), name, where(), topic(), force, settings(), InstantSource.system());
        List<Finding> findings = new ArrayList<>();
        boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        FindingText text = new FindingText(terminal && System.getenv().getOrDefault("NO_COLOR", "").isEmpty());
        checkup.run(new Audience() {
            @Override
            public void found(Finding finding) {
                findings.add(finding);
                if (!json) {
                    streams.print((terminal ? ERASE_LINE : "") + text.of(finding));
                }
            }

            @Override
            public void waiting(Check check, Duration soFar) {
                if (terminal && !json && soFar.compareTo(SHORT_WAIT) >= 0) {
                    streams.print(ERASE_LINE + text.waiting(check, soFar));
                }
            }
        });
        streams.print(json ? FindingJson.of(name.text(), findings) : "\n" + text.summary(findings));
        return Checkup.sound(findings) ? 0 : ExitCode.FAILURE;
    }

    private Checkup.Where where() {
        return switch (cloud) {
            case null -> new Checkup.Where.AsTheSimSays();
            case CloudChoice.Local _ -> new Checkup.Where.Local();
            case CloudChoice.At at -> new Checkup.Where.At(at.endpoint());
            case CloudChoice.None _ -> throw usage("without a cloud there is nothing to look at: use local or HOST[:PORT]");
        };
    }

    private String topic() {
        if (TopicName.of(topic).isEmpty()) {
            throw usage("'" + topic + "' is no topic to publish to: 1 to 256 bytes without + and #");
        }
        return topic;
    }

    private LinkSettings settings() {
        if (timeout < 1 || timeout > MAX_TIMEOUT) {
            throw usage("--timeout is 1 to " + MAX_TIMEOUT + " seconds");
        }
        LinkSettings usual = LinkSettings.defaults();
        Duration wait = Duration.ofSeconds(timeout);
        return new LinkSettings(
                mqtt, wait, wait, wait, wait, wait, usual.keepAlive(), usual.sessionExpiry(), usual.maxMessage(), usual.receiveMaximum(),
                usual.maxInFlight());
    }

    private ParameterException usage(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
