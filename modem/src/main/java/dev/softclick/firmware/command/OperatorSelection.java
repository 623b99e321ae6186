package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+COPS?}: the operator, chosen automatically, by its long name (3GPP TS 27.007 clause 7.3). */
final class OperatorSelection implements Command {
    @Override
    public CommandOutcome read(CommandContext modem) {
        return CommandOutcome.lines("+COPS: 0,0,\"AnyNet\"");
    }
}
