package dev.softclick.app.cloud;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.cloud.CloudRules;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicName;
import dev.softclick.testing.operator.OperatorLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code softclick cloud pub}: publishes a message as the cloud's side would. */
@Command(
        name = "pub",
        header = "Publishes one message.",
        sortOptions = false,
        description = "Publishes one message through the local cloud (QoS 1), and exits when the cloud has taken it.",
        footer = {
            "",
            "Examples:",
            "  softclick cloud pub resolution/thing_0001 10        to a modem that subscribed",
            "  softclick cloud pub resolution/thing_0001 -10       may begin with -",
            "  softclick cloud pub firmware/thing_0001 - <file     any bytes, to 128 KiB",
            "",
            "Exit codes: 0 the cloud has taken it; 1 failure (no cloud runs, refused,",
            "too long); 2 usage."
        })
final class CloudPubCommand implements Callable<Integer> {
    /** Longer than any wait of the link: that ends by itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(index = "0", paramLabel = "TOPIC", description = "The whole topic; a modem's last level is its thing name.")
    private String topic = "";

    @Parameters(index = "1", paramLabel = "PAYLOAD|-", description = "The payload as text (UTF-8); '-' reads it from stdin.")
    private String payload = "";

    CloudPubCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TopicName name = TopicName.of(topic).orElseThrow(() -> new ParameterException(
                spec.commandLine(), "'" + topic + "' is no topic to publish to: 1 to 256 bytes without + and #"));
        byte[] bytes = payload.equals("-") ? streams.in().readNBytes(CloudRules.MAX_PAYLOAD_BYTES + 1) : payload.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > CloudRules.MAX_PAYLOAD_BYTES) {
            throw new CommandFailure("the payload is longer than " + CloudRules.MAX_PAYLOAD_BYTES + " bytes, the most that the cloud takes: send less");
        }
        Mailbox mailbox = new Mailbox();
        try (OperatorLink link = OperatorLink.local(shared.home(), mailbox::put)) {
            while (true) {
                switch (mailbox.take(PATIENCE)) {
                    case null -> throw new CommandFailure("the local cloud does not answer");
                    case LinkEvent.Connected _ -> link.request(new LinkRequest.Publish(1, name, bytes, true));
                    case LinkEvent.Published _ -> {
                        return 0;
                    }
                    case LinkEvent.PublishFailed(int id, String reason) -> throw new CommandFailure("the cloud did not take it: " + reason);
                    case LinkEvent.Down down -> throw Mailbox.lost(down);
                    default -> {
                        // The steps of connecting.
                    }
                }
            }
        }
    }
}
