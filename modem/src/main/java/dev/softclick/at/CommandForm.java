package dev.softclick.at;

/** The form of a command (V.250 clauses 5.3 and 5.4). */
public enum CommandForm {
    /** {@code AT+NAME}: do it. */
    EXECUTE,
    /** {@code AT+NAME=...}: set it, or do it with parameters. */
    SET,
    /** {@code AT+NAME?}: what is set. */
    READ,
    /** {@code AT+NAME=?}: what can be set. */
    TEST
}
