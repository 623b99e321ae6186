package dev.softclick.port.telnet;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's end of a serial line over telnet: binary both ways (RFC 856), no go-ahead (RFC 858), echo left to the modem (RFC 857), and the COM port option (RFC 2217).
 *
 * <p>{@link #begin()} for each new client, then {@link #receive} with what it sends and {@link #escaped} with what it is to get; {@link #takeReplies()} after each of them, to be sent
 * between two results of {@code escaped}. A client that refuses binary, or knows no telnet at all, gets NUL after a bare CR and has it taken away after its own (RFC 854).
 */
public final class TelnetLine {
    private final RateRange rates;
    private final String signature;
    private final ComPortSettings settings;
    private final Replies replies = new Replies();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private List<TelnetEvent> events = new ArrayList<>();
    private TelnetClient client;

    /**
     * A line without a client.
     *
     * @param rate bits a second, until a client sets another
     * @param rates what it may set
     * @param signature who we are, in ASCII
     */
    public TelnetLine(int rate, RateRange rates, String signature) {
        this.rates = rates;
        this.signature = signature;
        settings = new ComPortSettings(rate);
        client = client();
    }

    /** A client has come: nothing is left of the one before but what it set. It is asked for what we need. */
    public void begin() {
        replies.take();
        client = client();
        client.begin();
    }

    private TelnetClient client() {
        return new TelnetClient(new ComPort(settings, rates, signature, replies, this::event), replies, data::write, this::event);
    }

    /** What these bytes come to. Only the array is lent. */
    public List<TelnetEvent> receive(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            client.read(bytes[i] & 0xFF);
        }
        endData();
        List<TelnetEvent> all = events;
        events = new ArrayList<>();
        return all;
    }

    private void event(TelnetEvent event) {
        endData();
        events.add(event);
    }

    private void endData() {
        if (data.size() > 0) {
            events.add(new TelnetEvent.Data(data.toByteArray()));
            data.reset();
        }
    }

    /** What is to be sent to the client now, before any more data; empty for nothing. */
    public byte[] takeReplies() {
        return replies.take();
    }

    /** Whether {@link #takeReplies()} has any. */
    public boolean replying() {
        return !replies.isEmpty();
    }

    /** Data as it goes over the connection. */
    public byte[] escaped(byte[] bytes, int offset, int length) {
        return client.escaped(bytes, offset, length);
    }

    /** Whether the client wants no data for now; replies it does. */
    public boolean suspended() {
        return client.comPort().suspended();
    }

    /** Whether the client holds DTR up; without a client that says otherwise, yes. */
    public boolean terminalReady() {
        return client.comPort().terminalReady();
    }

    /** The modem takes bytes, or does not: CTS. */
    public void clearToSend(boolean on) {
        client.comPort().clearToSend(on);
    }

    /** Data is on its way to the client, or all has left. */
    public void transmitting(boolean on) {
        client.comPort().transmitting(on);
    }

    /** The modem has set its line to that rate itself. */
    public void rate(int bitsPerSecond) {
        settings.rate = bitsPerSecond;
    }
}
