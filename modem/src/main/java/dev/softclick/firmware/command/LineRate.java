package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code AT+IPR}: rate of the line in bits a second, in force from behind the OK on (V.250 clause 6.2.10). On a line that is not paced it is only
 * remembered.
 */
final class LineRate implements Command {
    private static final List<Integer> RATES = List.of(1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200);

    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        int rate = Parameters.onlyNumber(parameters, 0, Integer.MAX_VALUE);
        if (!RATES.contains(rate)) {
            return CommandOutcome.BAD_PARAMETERS;
        }
        modem.lineRate(rate);
        return CommandOutcome.OK;
    }

    @Override
    public CommandOutcome read(CommandContext modem) {
        return CommandOutcome.lines("+IPR: " + modem.lineRate());
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.lines("+IPR: (),(" + RATES.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")");
    }
}
