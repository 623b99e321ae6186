package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+COPS?}: the network, chosen automatically, by its long name; without a SIM only the mode (3GPP TS 27.007 clause 7.3). */
final class OperatorSelection implements Command {
    @Override
    public CommandOutcome read(CommandContext modem) {
        return CommandOutcome.lines(
                modem.network().map(network -> "+COPS: 0,0,\"" + network.name() + "\"").orElse("+COPS: 0"));
    }
}
