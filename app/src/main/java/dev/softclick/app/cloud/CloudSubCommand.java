package dev.softclick.app.cloud;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.ExitCode;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicFilter;
import dev.softclick.testing.operator.OperatorLink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code softclick cloud sub}: prints what comes to the local cloud. */
@Command(
        name = "sub",
        header = "Prints what is published.",
        sortOptions = false,
        description = "Prints what is published to the local cloud, a line 'TOPIC PAYLOAD' for each message. Says 'ready' on stderr once subscribed.",
        footer = {
            "",
            "Examples:",
            "  softclick cloud sub '#'                          all there is; Ctrl-C ends",
            "  softclick cloud sub 'temperature/+' --count 1    one message, then exit",
            "  softclick cloud sub 'raw/+' --hex --timeout 10   ten seconds, in hexadecimal",
            "",
            "Exit codes: 0 success; 1 failure, also when --timeout came before --count",
            "messages; 2 usage."
        })
final class CloudSubCommand implements Callable<Integer> {
    /** The longest time that is taken for one, in seconds: ten years. */
    private static final double MAX_SECONDS = 3.2e8;

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(paramLabel = "FILTER", description = "Topics to print; '+' stands for one level, '#' at the end for any.")
    private String filter = "";

    @Option(names = {"-c", "--count"}, paramLabel = "N", description = "Exit after N messages.")
    private @Nullable Long count;

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "S",
            description = "Exit after S seconds: with 0, or with 1 when --count messages had not come by then.")
    private @Nullable Double timeout;

    @Option(names = "--hex", description = "Print payloads in hexadecimal.")
    private boolean hex;

    CloudSubCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TopicFilter wanted = TopicFilter.of(filter)
                .orElseThrow(() -> usage("'" + filter + "' is no topic filter: '+' is a whole level, '#' the whole last one, 256 bytes at most"));
        if (count != null && count < 1) {
            throw usage("--count is 1 or more, not " + count);
        }
        if (timeout != null && !(timeout > 0 && timeout <= MAX_SECONDS)) {
            throw usage("--timeout is a number of seconds above 0, not " + timeout);
        }
        Mailbox mailbox = new Mailbox();
        try (OperatorLink link = OperatorLink.local(shared.home(), mailbox::put)) {
            mailbox.throttle(link);
            return print(link, mailbox, wanted);
        }
    }

    private int print(OperatorLink link, Mailbox mailbox, TopicFilter wanted) throws InterruptedException {
        long end = timeout == null ? Long.MAX_VALUE : System.nanoTime() + (long) (timeout * TimeUnit.SECONDS.toNanos(1));
        long seen = 0;
        while (true) {
            LinkEvent event = mailbox.take(timeout == null ? Duration.ofDays(1) : Duration.ofNanos(end - System.nanoTime()));
            switch (event) {
                case null -> {
                    if (timeout != null && end - System.nanoTime() <= 0) {
                        return timedOut(seen);
                    }
                }
                case LinkEvent.Connected _ -> link.request(new LinkRequest.Subscribe(1, wanted));
                case LinkEvent.Subscribed _ -> {
                    streams.err().println("ready");
                    streams.err().flush();
                }
                case LinkEvent.SubscribeRefused(int id, String reason) -> throw new CommandFailure("the cloud refuses '" + filter + "': " + reason);
                case LinkEvent.MessageArrived(long delivery, String topic, byte[] payload) -> {
                    if (!printed(topic, payload)) {
                        return 0;
                    }
                    link.request(new LinkRequest.Acknowledge(delivery));
                    seen++;
                    if (count != null && seen == count) {
                        return 0;
                    }
                }
                case LinkEvent.Down down -> throw Mailbox.lost(down);
                default -> {
                    // The steps of connecting.
                }
            }
        }
    }

    private int timedOut(long seen) {
        if (count == null) {
            return 0;
        }
        streams.tell("only " + seen + " of " + count + " messages came within " + timeout + " s");
        return ExitCode.FAILURE;
    }

    /** False when nobody reads any more. */
    private boolean printed(String topic, byte[] payload) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes((topic + " ").getBytes(StandardCharsets.UTF_8));
        line.writeBytes(hex ? HexFormat.of().formatHex(payload).getBytes(StandardCharsets.US_ASCII) : payload);
        line.write('\n');
        try {
            streams.out().write(line.toByteArray());
            streams.out().flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private ParameterException usage(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
