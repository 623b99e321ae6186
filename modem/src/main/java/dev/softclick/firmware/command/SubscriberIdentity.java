package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+CIMI}: the IMSI of the network in use (3GPP TS 27.007 clause 5.6). */
final class SubscriberIdentity implements Command {
    @Override
    public CommandOutcome execute(CommandContext modem) {
        return modem.network().map(network -> CommandOutcome.lines(network.imsi().digits())).orElse(CommandOutcome.NO_SIM);
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.OK;
    }
}
