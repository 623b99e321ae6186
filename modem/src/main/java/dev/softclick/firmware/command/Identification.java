package dev.softclick.firmware.command;

import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;

/** {@code AT+GMI, +GMM, +GMR} (V.250 clauses 6.1.4 to 6.1.6) and {@code AT+CGMI, +CGMM, +CGMR} (3GPP TS 27.007 clauses 5.1 to 5.3). */
enum Identification implements Command {
    MANUFACTURER {
        @Override
        String text(CommandContext modem) {
            return "Softclick";
        }
    },
    MODEL {
        @Override
        String text(CommandContext modem) {
            return "AnyNet Click";
        }
    },
    REVISION {
        @Override
        String text(CommandContext modem) {
            return modem.version();
        }
    };

    abstract String text(CommandContext modem);

    @Override
    public CommandOutcome execute(CommandContext modem) {
        return CommandOutcome.lines(text(modem));
    }

    @Override
    public CommandOutcome test(CommandContext modem) {
        return CommandOutcome.OK;
    }
}
