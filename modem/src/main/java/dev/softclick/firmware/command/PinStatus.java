package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+CPIN?}: the SIM wants no PIN (3GPP TS 27.007 clause 8.3). */
final class PinStatus implements Command {
    @Override
    public CommandOutcome read(CommandContext modem) {
        return modem.identity().isPresent() ? CommandOutcome.lines("+CPIN: READY") : CommandOutcome.NO_SIM;
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.OK;
    }
}
