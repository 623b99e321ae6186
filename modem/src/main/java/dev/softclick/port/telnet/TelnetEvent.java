package dev.softclick.port.telnet;

/** What a client said, in the order it said it. */
public sealed interface TelnetEvent {
    /** Bytes for the line, at least one. */
    record Data(byte[] bytes) implements TelnetEvent {}

    /** The line's rate has changed, to this many bits a second. */
    record Rate(int bitsPerSecond) implements TelnetEvent {}

    /** DTR was raised or dropped. */
    record TerminalReady(boolean on) implements TelnetEvent {}

    /** A break began. */
    record Break() implements TelnetEvent {}

    /** What is on its way to the client is to be thrown away. */
    record Purge() implements TelnetEvent {}
}
