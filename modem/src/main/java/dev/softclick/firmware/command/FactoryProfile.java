package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import java.util.List;

/** {@code AT&F}: back to the factory settings (V.250 clause 6.1.2). Closes no socket. */
final class FactoryProfile implements Command {
    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        if (Parameters.onlyNumber(parameters, 0, 0) < 0) {
            return CommandOutcome.BAD_PARAMETERS;
        }
        modem.factoryProfile();
        return CommandOutcome.OK;
    }
}
