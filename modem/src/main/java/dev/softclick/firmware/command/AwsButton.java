package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import java.util.List;

/**
 * {@code AT+AWSBUTTON=SINGLE|DOUBLE|LONG}: publishes an AWS IoT button event, connecting on demand (extension, wire.md). ERROR when malformed, without
 * keys, or when too many events wait.
 */
final class AwsButton implements Command {
    private static final List<String> CLICKS = List.of("SINGLE", "DOUBLE", "LONG");

    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        boolean accepted = parameters.size() == 1
                && parameters.getFirst() instanceof Parameter.Keyword(String click)
                && CLICKS.contains(click)
                && modem.pressButton(click);
        return accepted ? CommandOutcome.OK : CommandOutcome.BAD_PARAMETERS;
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.OK;
    }
}
