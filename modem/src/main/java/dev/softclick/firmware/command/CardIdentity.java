package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+CCID}: the ICCID, behind its name as the vendors that have this command show it. */
final class CardIdentity implements Command {
    @Override
    public CommandOutcome execute(CommandContext modem) {
        return modem.identity().map(sim -> CommandOutcome.lines("+CCID: " + sim.iccid())).orElse(CommandOutcome.NO_SIM);
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.OK;
    }
}
