package dev.softclick.port.telnet;

import java.util.Arrays;

/** Takes commands out of the bytes of a connection (RFC 854). The same bytes come to the same however they are cut. */
final class TelnetReader {
    /** Most bytes of a subnegotiation, option included; a longer one is passed over. COM port commands have 6, signatures more. */
    static final int MAX_SUBNEGOTIATION = 256;

    /** What the bytes come to. */
    interface Sink {
        void data(int value);

        /** One of {@link Telnet#WILL} to {@link Telnet#DONT}. */
        void negotiation(int verb, int option);

        /** The content is without the option, and not escaped any more. */
        void subnegotiation(int option, byte[] content);

        /** Any other command. */
        void command(int code);
    }

    private enum State {
        DATA,
        COMMAND,
        OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_COMMAND
    }

    private final Sink sink;
    private final byte[] subnegotiation = new byte[MAX_SUBNEGOTIATION];
    private State state = State.DATA;
    private int verb;
    private int length;

    TelnetReader(Sink sink) {
        this.sink = sink;
    }

    void read(int value) {
        switch (state) {
            case DATA -> {
                if (value == Telnet.IAC) {
                    state = State.COMMAND;
                } else {
                    sink.data(value);
                }
            }
            case COMMAND -> command(value);
            case OPTION -> {
                state = State.DATA;
                sink.negotiation(verb, value);
            }
            case SUBNEGOTIATION -> {
                if (value == Telnet.IAC) {
                    state = State.SUBNEGOTIATION_COMMAND;
                } else {
                    keep(value);
                }
            }
            case SUBNEGOTIATION_COMMAND -> {
                if (value == Telnet.IAC) {
                    state = State.SUBNEGOTIATION;
                    keep(value);
                } else if (value == Telnet.SE) {
                    state = State.DATA;
                    end();
                } else {
                    // Unfinished: what follows is meant.
                    command(value);
                }
            }
        }
    }

    private void command(int code) {
        state = State.DATA;
        switch (code) {
            case Telnet.IAC -> sink.data(code);
            case Telnet.WILL, Telnet.WONT, Telnet.DO, Telnet.DONT -> {
                verb = code;
                state = State.OPTION;
            }
            case Telnet.SB -> {
                length = 0;
                state = State.SUBNEGOTIATION;
            }
            default -> sink.command(code);
        }
    }

    private void keep(int value) {
        if (length < MAX_SUBNEGOTIATION) {
            subnegotiation[length] = (byte) value;
        }
        // One more than fits says that it did not fit.
        length = Math.min(length + 1, MAX_SUBNEGOTIATION + 1);
    }

    private void end() {
        if (length > 0 && length <= MAX_SUBNEGOTIATION) {
            sink.subnegotiation(subnegotiation[0] & 0xFF, Arrays.copyOfRange(subnegotiation, 1, length));
        }
    }
}
