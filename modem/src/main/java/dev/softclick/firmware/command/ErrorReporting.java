package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import java.util.List;

/** {@code AT+CMEE}: how 3GPP commands show errors: 0 ERROR, 1 by number, 2 in words (3GPP TS 27.007 clause 9.1). */
final class ErrorReporting implements Command {
    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        int mode = Parameters.onlyNumber(parameters, 0, 2);
        if (mode < 0) {
            return CommandOutcome.BAD_PARAMETERS;
        }
        modem.errorReporting(mode);
        return CommandOutcome.OK;
    }

    @Override
    public CommandOutcome read(CommandContext modem) {
        return CommandOutcome.lines("+CMEE: " + modem.errorReporting());
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.lines("+CMEE: (0-2)");
    }
}
