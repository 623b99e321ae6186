package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+CGATT?}: attached (3GPP TS 27.007 clause 10.1.9). */
final class PacketAttach implements Command {
    @Override
    public CommandOutcome read(CommandContext modem) {
        return CommandOutcome.lines("+CGATT: 1");
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.lines("+CGATT: (0,1)");
    }
}
