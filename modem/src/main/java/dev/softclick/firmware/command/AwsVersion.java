package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+AWSVER}: the version (Reference, AT+AWSVER). */
final class AwsVersion implements Command {
    @Override
    public CommandOutcome execute(CommandContext modem) {
        return CommandOutcome.lines(modem.dialect().identityLine("+AWSVER", modem.version()));
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.OK;
    }
}
