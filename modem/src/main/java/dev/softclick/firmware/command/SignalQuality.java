package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+CSQ}: there is no radio to measure; a good signal is shown, the bit error rate as unknown (3GPP TS 27.007 clause 8.5). */
final class SignalQuality implements Command {
    @Override
    public CommandOutcome execute(CommandContext modem) {
        return CommandOutcome.lines("+CSQ: 24,99");
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.lines("+CSQ: (0-31,99),(0-7,99)");
    }
}
