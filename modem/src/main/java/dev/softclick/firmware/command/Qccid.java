package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+QCCID}: the ICCID of the SIM (Reference, AT+QCCID). Without a SIM: ERROR. */
final class Qccid implements Command {
    @Override
    public CommandOutcome execute(CommandContext modem) {
        return modem.identity()
                .map(sim -> CommandOutcome.lines(modem.dialect().identityLine("+QCCID", sim.iccid().digits())))
                .orElse(CommandOutcome.NO_SIM);
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.OK;
    }
}
