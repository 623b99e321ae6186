package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import java.util.List;

/** {@code ATZ}: back to the stored settings (V.250 clause 6.1.1). Closes no socket. */
final class RestoreProfile implements Command {
    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        if (Parameters.onlyNumber(parameters, 0, 0) < 0) {
            return CommandOutcome.BAD_PARAMETERS;
        }
        modem.restoreProfile();
        return CommandOutcome.OK;
    }
}
