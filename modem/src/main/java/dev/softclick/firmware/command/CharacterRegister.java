package dev.softclick.firmware.command;

import dev.softclick.at.LineSettings;
import dev.softclick.at.Parameter;
import dev.softclick.firmware.Command;
import dev.softclick.firmware.CommandContext;
import dev.softclick.firmware.CommandOutcome;
import java.util.List;

/** {@code ATS3}, {@code ATS4}, {@code ATS5}: the characters that end, frame and edit lines, 0 to 127 (V.250 clauses 6.2.1 to 6.2.3). */
enum CharacterRegister implements Command {
    TERMINATOR {
        @Override
        int get(LineSettings settings) {
            return settings.terminator();
        }

        @Override
        LineSettings with(LineSettings settings, int value) {
            return settings.withTerminator(value);
        }
    },
    FORMATTER {
        @Override
        int get(LineSettings settings) {
            return settings.formatter();
        }

        @Override
        LineSettings with(LineSettings settings, int value) {
            return settings.withFormatter(value);
        }
    },
    EDITING {
        @Override
        int get(LineSettings settings) {
            return settings.editing();
        }

        @Override
        LineSettings with(LineSettings settings, int value) {
            return settings.withEditing(value);
        }
    };

    private static final int MOST = 127;

    abstract int get(LineSettings settings);

    abstract LineSettings with(LineSettings settings, int value);

    @Override
    public CommandOutcome set(CommandContext modem, List<Parameter> parameters) {
        int value = Parameters.onlyNumber(parameters, 0, MOST);
        if (value < 0) {
            return CommandOutcome.BAD_PARAMETERS;
        }
        modem.lineSettings(with(modem.lineSettings(), value));
        return CommandOutcome.OK;
    }

    @Override
    public CommandOutcome read(CommandContext modem) {
        int value = get(modem.lineSettings());
        return CommandOutcome.lines("" + value / 100 + value / 10 % 10 + value % 10);
    }
}
