package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+AWSSTATE?}: the state of the link, 0 to 8 (Reference, AT+AWSSTATE). */
final class AwsState implements Command {
    @Override
    public CommandOutcome read(CommandContext modem) {
        return CommandOutcome.lines("+AWSSTATE: " + modem.state().code());
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.lines("+AWSSTATE: (0-8)");
    }
}
