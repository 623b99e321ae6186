package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import dev.softclick.firmware.SocketKind;
import java.util.List;

/**
 * {@code AT+AWSPUBOPEN} and {@code AT+AWSSUBOPEN}: opens a topic (Reference, same names). {@code OK} says that it was understood; the result comes as an
 * unsolicited result code: 0 open, -1 failed, -2 index in use. ERROR for a bad index or topic, a topic without quotes, or too many waiting.
 */
final class AwsOpen implements Command {
    private final SocketKind kind;

    AwsOpen(SocketKind kind) {
        this.kind = kind;
    }

    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        int index = Parameters.number(parameters, 0, 0, SocketKind.SUBSCRIBE_SOCKETS - 1);
        boolean accepted = parameters.size() == 2
                && index >= 0
                && parameters.get(1) instanceof Parameter.Text(String topic)
                && modem.open(kind, index, topic);
        return accepted ? CommandOutcome.OK : CommandOutcome.BAD_PARAMETERS;
    }

    @Override
    public CommandOutcome read(CommandContext modem) {
        return CommandOutcome.lines(modem.openTopics(kind));
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.lines(
                kind == SocketKind.PUBLISH ? modem.dialect().publishOpenTest() : modem.dialect().subscribeOpenTest());
    }
}
