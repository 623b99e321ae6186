package dev.softclick.port.telnet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The access server's end of the COM port option (RFC 2217, sections 3 to 5), for one connection. A value that can't be had is answered with the one that stays; a command that
 * makes no sense is passed over.
 */
final class ComPort {
    /** What a server's answers have more than the commands they answer. */
    private static final int ANSWER = 100;

    private static final int DSR = 0x20;
    private static final int CTS = 0x10;
    private static final int CTS_CHANGED = 0x01;

    /** Shift register and holding register are empty. */
    private static final int TRANSMITTER_EMPTY = 0x60;

    private static final int SIGNATURE = 0;
    private static final int SET_BAUD_RATE = 1;
    private static final int SET_DATA_SIZE = 2;
    private static final int SET_PARITY = 3;
    private static final int SET_STOP_SIZE = 4;
    private static final int SET_CONTROL = 5;
    private static final int NOTIFY_LINE_STATE = 6;
    private static final int NOTIFY_MODEM_STATE = 7;
    private static final int SUSPEND = 8;
    private static final int RESUME = 9;
    private static final int SET_LINE_STATE_MASK = 10;
    private static final int SET_MODEM_STATE_MASK = 11;
    private static final int PURGE = 12;
    private static final int PURGE_TO_CLIENT = 1;
    private static final int PURGE_BOTH = 3;

    /** The questions that {@link #SET_CONTROL} asks. */
    private static final int FLOW_OUT = 0;

    private static final int BREAK = 4;
    private static final int DTR = 7;
    private static final int RTS = 10;
    private static final int FLOW_IN = 13;

    /** The answers to BREAK, DTR and RTS come right after them. */
    private static final int ON = 1;

    private static final int OFF = 2;

    private final ComPortSettings settings;
    private final RateRange rates;
    private final String signature;
    private final Replies replies;
    private final Consumer<TelnetEvent> events;
    private boolean agreed;
    private int lineStateMask;
    private int modemStateMask = 0xFF;
    private boolean terminalReady = true;
    private boolean requestToSend = true;
    private boolean breaking;
    private boolean suspended;
    private boolean clearToSend = true;
    private boolean transmitting;

    ComPort(ComPortSettings settings, RateRange rates, String signature, Replies replies, Consumer<TelnetEvent> events) {
        this.settings = settings;
        this.rates = rates;
        this.signature = signature;
        this.replies = replies;
        this.events = events;
    }

    /** It has been agreed to speak of the port; said twice when both sides agreed. */
    void begin() {
        if (!agreed) {
            agreed = true;
            notifyModemState(0);
        }
    }

    /** Whether the client wants nothing sent. */
    boolean suspended() {
        return suspended;
    }

    /** Whether the modem takes bytes. */
    void clearToSend(boolean on) {
        if (on != clearToSend) {
            clearToSend = on;
            notifyModemState(CTS_CHANGED);
        }
    }

    /** Whether bytes are on their way to the client. */
    void transmitting(boolean on) {
        if (on != transmitting) {
            transmitting = on;
            notifyLineState();
        }
    }

    private int lineState() {
        return transmitting ? 0 : TRANSMITTER_EMPTY;
    }

    private void notifyLineState() {
        if (agreed && (lineState() & lineStateMask) != 0) {
            answer(NOTIFY_LINE_STATE, lineState() & lineStateMask);
        }
    }

    private int modemState() {
        return DSR | (clearToSend ? CTS : 0);
    }

    private void notifyModemState(int changes) {
        if (agreed && (changes == 0 || ((changes | CTS) & modemStateMask) != 0)) {
            answer(NOTIFY_MODEM_STATE, (modemState() | changes) & modemStateMask);
        }
    }

    private void answer(int command, int value) {
        replies.comPort(command + ANSWER, (byte) value);
    }

    /** A command of the client. */
    void command(int command, byte[] content) {
        switch (command) {
            case SIGNATURE -> {
                if (content.length == 0) {
                    replies.comPort(SIGNATURE + ANSWER, signature.getBytes(StandardCharsets.US_ASCII));
                }
            }
            case SET_BAUD_RATE -> setRate(content);
            case NOTIFY_LINE_STATE -> answer(NOTIFY_LINE_STATE, lineState());
            case NOTIFY_MODEM_STATE -> answer(NOTIFY_MODEM_STATE, modemState());
            case SUSPEND -> suspended = true;
            case RESUME -> suspended = false;
            default -> {
                if (content.length == 1) {
                    command(command, content[0] & 0xFF);
                }
            }
        }
    }

    private void command(int command, int value) {
        switch (command) {
            case SET_DATA_SIZE -> answer(command, settings.dataSize.set(value));
            case SET_PARITY -> answer(command, settings.parity.set(value));
            case SET_STOP_SIZE -> answer(command, settings.stopSize.set(value));
            case SET_CONTROL -> control(value);
            case SET_LINE_STATE_MASK -> {
                lineStateMask = value;
                answer(command, value);
                notifyLineState();
            }
            case SET_MODEM_STATE_MASK -> {
                modemStateMask = value;
                answer(command, value);
            }
            case PURGE -> {
                if (value == PURGE_TO_CLIENT || value == PURGE_BOTH) {
                    events.accept(new TelnetEvent.Purge());
                }
                if (value >= PURGE_TO_CLIENT && value <= PURGE_BOTH) {
                    answer(command, value);
                }
            }
            default -> {
                // No command of a client.
            }
        }
    }

    /** Zero asks for it. */
    private void setRate(byte[] content) {
        if (content.length != Integer.BYTES) {
            return;
        }
        int rate = ByteBuffer.wrap(content).getInt();
        if (rates.contains(rate) && rate != settings.rate) {
            settings.rate = rate;
            events.accept(new TelnetEvent.Rate(rate));
        }
        replies.comPort(SET_BAUD_RATE + ANSWER, ByteBuffer.allocate(Integer.BYTES).putInt(settings.rate).array());
    }

    /** The codes are in groups: a question, then what it may be set to. */
    private void control(int value) {
        if (value == FLOW_OUT || settings.flowOut.offers(value)) {
            answer(SET_CONTROL, settings.flowOut.set(value));
        } else if (value == FLOW_IN || settings.flowIn.offers(value)) {
            answer(SET_CONTROL, settings.flowIn.set(value));
        } else if (value >= BREAK && value <= BREAK + OFF) {
            if (value != BREAK) {
                setBreak(value == BREAK + ON);
            }
            answer(SET_CONTROL, BREAK + (breaking ? ON : OFF));
        } else if (value >= DTR && value <= DTR + OFF) {
            if (value != DTR) {
                setTerminalReady(value == DTR + ON);
            }
            answer(SET_CONTROL, DTR + (terminalReady ? ON : OFF));
        } else if (value >= RTS && value <= RTS + OFF) {
            if (value != RTS) {
                requestToSend = value == RTS + ON;
            }
            answer(SET_CONTROL, RTS + (requestToSend ? ON : OFF));
        }
    }

    private void setBreak(boolean on) {
        if (on && !breaking) {
            events.accept(new TelnetEvent.Break());
        }
        breaking = on;
    }

    private void setTerminalReady(boolean on) {
        if (on != terminalReady) {
            terminalReady = on;
            events.accept(new TelnetEvent.TerminalReady(on));
        }
    }

    boolean terminalReady() {
        return terminalReady;
    }
}
