package dev.softclick.firmware;

/**
 * Why the SIM did not let the link be made.
 *
 * @param text one line in plain words; never holds key material
 * @param at when that was found, in the time of the modem's calls
 */
public record SimTrouble(String text, long at) {}
