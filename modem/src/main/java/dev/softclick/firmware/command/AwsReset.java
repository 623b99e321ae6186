package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+AWSRESET}: reads the SIM again and drops every socket and the link (extension, wire.md). */
final class AwsReset implements Command {
    @Override
    public CommandOutcome execute(CommandContext modem) {
        modem.reset();
        return CommandOutcome.OK;
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.OK;
    }
}
