package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import dev.softclick.firmware.SocketKind;
import java.util.List;

/**
 * {@code AT+AWSPUBCLOSE} and {@code AT+AWSSUBCLOSE}: closes a topic (Reference, same names). The result comes as an unsolicited result code: 0 closed,
 * -1 error, -2 not open. Indexes 0 to 7 are accepted for both, as the Reference prints them.
 */
final class AwsClose implements Command {
    private final SocketKind kind;

    AwsClose(SocketKind kind) {
        this.kind = kind;
    }

    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        int index = Parameters.onlyNumber(parameters, 0, SocketKind.SUBSCRIBE_SOCKETS - 1);
        return index >= 0 && modem.close(kind, index) ? CommandOutcome.OK : CommandOutcome.BAD_PARAMETERS;
    }

    @Override
    public CommandOutcome read(CommandContext modem) {
        return CommandOutcome.OK;
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.lines((kind == SocketKind.PUBLISH ? "+AWSPUBCLOSE" : "+AWSSUBCLOSE") + ": (0-7)");
    }
}
