package dev.softclick.port;

/** What a serial line tells beside bytes. */
public sealed interface LineSignal {
    /** In words, as a trace has it: {@code DTR off}, {@code rate 9600}, {@code break}, {@code host left}, {@code detached}, {@code attached}. */
    default String text() {
        return switch (this) {
            case TerminalReady(boolean on) -> on ? "DTR on" : "DTR off";
            case Rate(int bitsPerSecond) -> "rate " + bitsPerSecond;
            case Break() -> "break";
            case HostPresent(boolean present) -> present ? "host came" : "host left";
            case Detached() -> "detached";
            case Attached() -> "attached";
        };
    }

    /** The host raised or dropped DTR (V.24 circuit 108/2). */
    record TerminalReady(boolean on) implements LineSignal {}

    /** The host set its line to that rate, in bits a second; positive. */
    record Rate(int bitsPerSecond) implements LineSignal {}

    /** The host sent a break: the line was at start polarity for longer than a character. */
    record Break() implements LineSignal {}

    /** A host has opened a port that hosts call, or has gone again; behind its last byte. */
    record HostPresent(boolean present) implements LineSignal {}

    /** The device, or the connection, that the line runs over is gone; the port goes on looking for it. */
    record Detached() implements LineSignal {}

    /** It is there again. */
    record Attached() implements LineSignal {}
}
