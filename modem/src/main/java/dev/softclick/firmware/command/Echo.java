package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import java.util.List;

/** {@code ATE0|1}: echo of command lines, from the next line on (V.250 clause 6.2.4). */
final class Echo implements Command {
    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        int value = Parameters.onlyNumber(parameters, 0, 1);
        if (value < 0) {
            return CommandOutcome.BAD_PARAMETERS;
        }
        modem.lineSettings(modem.lineSettings().withEcho(value == 1));
        return CommandOutcome.OK;
    }
}
