package dev.softclick.firmware.command;

import dev.softclick.at.Parameter;
import java.util.List;

/** Reads the parameters of a command. */
final class Parameters {
    private Parameters() {}

    /** The number at that place if it is one within the bounds, else -1. */
    static int number(List<Parameter> parameters, int place, int least, int most) {
        if (place < parameters.size()
                && parameters.get(place) instanceof Parameter.Numeric(int value)
                && value >= least
                && value <= most) {
            return value;
        }
        return -1;
    }

    /** The only parameter, if it is a number within the bounds, else -1. */
    static int onlyNumber(List<Parameter> parameters, int least, int most) {
        return parameters.size() == 1 ? number(parameters, 0, least, most) : -1;
    }
}
