package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import java.util.List;

/** {@code AT&W}: stores the settings for {@code ATZ}, as long as the modem runs. */
final class StoreProfile implements Command {
    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        if (Parameters.onlyNumber(parameters, 0, 0) < 0) {
            return CommandOutcome.BAD_PARAMETERS;
        }
        modem.storeProfile();
        return CommandOutcome.OK;
    }
}
