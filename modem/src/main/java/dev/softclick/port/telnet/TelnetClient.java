package dev.softclick.port.telnet;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** One client for as long as it is connected: what was agreed with it, and its end of the COM port. */
final class TelnetClient implements TelnetReader.Sink {
    /** A client that never tires of negotiating is not answered any more after so many of our answers: they lead nowhere. */
    static final int MAX_ANSWERS = 1000;

    private static final int CR = '\r';
    private static final int LF = '\n';
    private static final int NUL = 0;

    /** What we do. */
    private final Map<Integer, OptionAgreement> ours = Map.of(
            Telnet.BINARY, new OptionAgreement(true),
            Telnet.ECHO, new OptionAgreement(true),
            Telnet.SGA, new OptionAgreement(true),
            Telnet.COM_PORT, new OptionAgreement(true));

    /** What the client does. It is for the modem to echo. */
    private final Map<Integer, OptionAgreement> theirs = Map.of(
            Telnet.BINARY, new OptionAgreement(true),
            Telnet.ECHO, new OptionAgreement(false),
            Telnet.SGA, new OptionAgreement(true),
            Telnet.COM_PORT, new OptionAgreement(true));

    private final TelnetReader reader = new TelnetReader(this);
    private final ComPort comPort;
    private final Replies replies;
    private final IntConsumer data;
    private final Consumer<TelnetEvent> events;
    private int answers;
    private boolean heardCr;
    private boolean toldCr;

    TelnetClient(ComPort comPort, Replies replies, IntConsumer data, Consumer<TelnetEvent> events) {
        this.comPort = comPort;
        this.replies = replies;
        this.data = data;
        this.events = events;
    }

    /** Asks for what a serial line needs. */
    void begin() {
        ask(Telnet.WILL, Telnet.ECHO);
        ask(Telnet.WILL, Telnet.SGA);
        ask(Telnet.DO, Telnet.SGA);
        ask(Telnet.WILL, Telnet.BINARY);
        ask(Telnet.DO, Telnet.BINARY);
        ask(Telnet.DO, Telnet.COM_PORT);
    }

    private void ask(int verb, int option) {
        OptionAgreement agreement = (verb == Telnet.WILL ? ours : theirs).get(option);
        if (agreement != null) {
            agreement.asked();
            replies.negotiation(verb, option);
        }
    }

    ComPort comPort() {
        return comPort;
    }

    void read(int value) {
        reader.read(value);
    }

    @Override
    public void data(int value) {
        boolean filler = heardCr && value == NUL && !on(theirs, Telnet.BINARY);
        heardCr = value == CR;
        if (!filler) {
            data.accept(value);
        }
    }

    @Override
    public void negotiation(int verb, int option) {
        boolean aboutThem = verb == Telnet.WILL || verb == Telnet.WONT;
        boolean yes = verb == Telnet.WILL || verb == Telnet.DO;
        OptionAgreement agreement = (aboutThem ? theirs : ours).get(option);
        boolean owed = agreement == null ? yes : agreement.heard(yes);
        boolean on = agreement != null && agreement.on();
        if (owed && answers < MAX_ANSWERS) {
            answers++;
            replies.negotiation(aboutThem ? (on ? Telnet.DO : Telnet.DONT) : (on ? Telnet.WILL : Telnet.WONT), option);
        }
        if (option == Telnet.COM_PORT && on) {
            comPort.begin();
        }
    }

    @Override
    public void subnegotiation(int option, byte[] content) {
        if (option == Telnet.COM_PORT && content.length > 0) {
            comPort.command(content[0] & 0xFF, Arrays.copyOfRange(content, 1, content.length));
        }
    }

    @Override
    public void command(int code) {
        if (code == Telnet.BREAK) {
            events.accept(new TelnetEvent.Break());
        }
    }

    byte[] escaped(byte[] bytes, int offset, int length) {
        boolean binary = on(ours, Telnet.BINARY);
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 16);
        for (int i = offset; i < offset + length; i++) {
            int value = bytes[i] & 0xFF;
            if (toldCr && !binary && value != LF) {
                out.write(NUL);
            }
            toldCr = value == CR;
            out.write(value);
            if (value == Telnet.IAC) {
                out.write(value);
            }
        }
        return out.toByteArray();
    }

    private static boolean on(Map<Integer, OptionAgreement> side, int option) {
        OptionAgreement agreement = side.get(option);
        return agreement != null && agreement.on();
    }
}
