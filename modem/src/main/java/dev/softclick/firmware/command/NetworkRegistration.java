package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+CREG?}: registered with the home network, without unsolicited result codes (3GPP TS 27.007 clause 7.2). */
final class NetworkRegistration implements Command {
    @Override
    public CommandOutcome read(CommandContext modem) {
        return CommandOutcome.lines("+CREG: 0,1");
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.lines("+CREG: (0)");
    }
}
