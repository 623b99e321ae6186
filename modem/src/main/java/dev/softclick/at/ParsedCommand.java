package dev.softclick.at;

import java.util.List;

/** One command of a line, taken apart but not run. Names are in upper case. */
public sealed interface ParsedCommand {
    /** The name it is looked up by: {@code E}, {@code &F}, {@code S3}, {@code +AWSSTATE}. */
    String name();

    /** Its form. */
    CommandForm form();

    /** Its parameters; none but for {@link CommandForm#SET}. */
    List<Parameter> parameters();

    /**
     * Basic syntax, as {@code E0} (V.250 clause 5.3.1); a missing number is 0.
     *
     * @param name a letter, or {@code &} and a letter
     */
    record Basic(String name, int value) implements ParsedCommand {
        @Override
        public CommandForm form() {
            return CommandForm.SET;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter.Numeric(value));
        }
    }

    /** An S-parameter, as {@code S3=13} or {@code S3?} (V.250 clause 5.3.2). */
    record SParameter(int register, CommandForm form, List<Parameter> parameters) implements ParsedCommand {
        @Override
        public String name() {
            return "S" + register;
        }
    }

    /** Extended syntax, as {@code +AWSPUBOPEN=0,"temperature"} (V.250 clause 5.4). */
    record Extended(String name, CommandForm form, List<Parameter> parameters) implements ParsedCommand {}
}
