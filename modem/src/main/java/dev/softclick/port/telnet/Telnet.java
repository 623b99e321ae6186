package dev.softclick.port.telnet;

/** The codes of telnet (RFC 854) and of its options that a serial line needs. As unsigned bytes. */
final class Telnet {
    static final int SE = 240;
    static final int BREAK = 243;
    static final int SB = 250;
    static final int WILL = 251;
    static final int WONT = 252;
    static final int DO = 253;
    static final int DONT = 254;

    /** Interpret as command. Twice, it is a data byte. */
    static final int IAC = 255;

    /** RFC 856. */
    static final int BINARY = 0;

    /** RFC 857. */
    static final int ECHO = 1;

    /** Suppress go-ahead (RFC 858). */
    static final int SGA = 3;

    /** RFC 2217. */
    static final int COM_PORT = 44;

    private Telnet() {}
}
