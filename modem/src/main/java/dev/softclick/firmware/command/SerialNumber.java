package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+GSN} (Reference; V.250 clause 6.1.7) and {@code AT+CGSN} (3GPP TS 27.007 clause 5.4): the IMEI. */
final class SerialNumber implements Command {
    @Override
    public CommandOutcome execute(CommandContext modem) {
        return modem.identity().map(sim -> CommandOutcome.lines(sim.imei().digits())).orElse(CommandOutcome.NO_SIM);
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.OK;
    }
}
