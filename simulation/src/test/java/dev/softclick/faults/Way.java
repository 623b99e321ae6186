package dev.softclick.faults;

/** The two ways through a {@link FaultProxy}. */
enum Way {
    TO_BROKER,
    TO_MODEM
}
