package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import java.util.List;

/** {@code ATI}: who made this (V.250 clause 6.1.3). */
final class Identify implements Command {
    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        if (Parameters.onlyNumber(parameters, 0, 0) < 0) {
            return CommandOutcome.BAD_PARAMETERS;
        }
        return CommandOutcome.lines(
                Identification.MANUFACTURER.text(modem), Identification.MODEL.text(modem), Identification.REVISION.text(modem));
    }
}
