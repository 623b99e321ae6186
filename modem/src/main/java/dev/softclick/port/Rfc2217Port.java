package dev.softclick.port;

import dev.softclick.port.telnet.RateRange;
import dev.softclick.port.telnet.TelnetEvent;
import dev.softclick.port.telnet.TelnetLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A serial line over telnet with COM port control, which listens as {@link TcpPort} does: {@code rfc2217:HOST:PORT} (RFC 2217).
 *
 * <p>The client's rate, DTR and breaks are told as {@link LineSignal}s; DTR is up while a client is there and does not drop it. A client that sends no more has gone.
 */
public final class Rfc2217Port implements Port {
    private static final String SIGNATURE = "Softclick";

    /** Data is escaped and handed on in slices, so that a long chunk needs no copy of its length, and purging it leaves none cut. */
    private static final int SLICE_BYTES = 4096;

    private final TcpPort below;
    private final PortOwner owner = new PortOwner();

    /** Guards all below and the writes to {@link #below}; the listener is never called with it held. */
    private final Object lock = new Object();

    private final TelnetLine line;
    private byte @Nullable [] chunk;
    private int handedOn;
    private boolean belowBusy;
    private boolean present;
    private boolean reading = true;
    private boolean belowReading = true;

    /**
     * A port that will listen there.
     *
     * @param hostName name or literal address of this machine, IPv6 without brackets
     * @param port 0 to 65535; 0 lets the system choose
     * @param policy who may be the client
     * @param baud what the line is set to before a client sets it, in bits a second
     */
    public Rfc2217Port(String hostName, int port, ListenPolicy policy, int baud) {
        below = new TcpPort(Rfc2217Address.KIND, new HostAndPort(hostName, port), policy, Duration.ZERO);
        line = new TelnetLine(baud, new RateRange(BaudPacer.MIN_BAUD, BaudPacer.MAX_BAUD), SIGNATURE);
    }

    @Override
    public void open(PortListener listener) throws IOException {
        synchronized (lock) {
            owner.opens(listener);
        }
        below.open(new FromBelow());
    }

    @Override
    public String address() {
        return below.address();
    }

    @Override
    public Optional<String> path() {
        return below.path();
    }

    @Override
    public Optional<String> caution() {
        return below.caution();
    }

    @Override
    public boolean tellsTerminalReady() {
        return true;
    }

    @Override
    public boolean write(byte[] bytes) {
        synchronized (lock) {
            if (chunk != null) {
                throw new IllegalStateException("the bytes before have not left yet");
            }
            if (owner.closed() || !present || bytes.length == 0) {
                return true;
            }
            chunk = bytes;
            handedOn = 0;
            if (pump()) {
                return true;
            }
            line.transmitting(true);
            return false;
        }
    }

    /** Hands on what can be; whether this completed the chunk. */
    private boolean pump() {
        while (!belowBusy) {
            byte[] replies = line.takeReplies();
            if (replies.length > 0) {
                belowBusy = !below.write(replies);
                continue;
            }
            byte[] bytes = chunk;
            if (bytes == null) {
                break;
            }
            if (handedOn == bytes.length) {
                chunk = null;
                adjustBelow();
                return true;
            }
            if (line.suspended()) {
                break;
            }
            int slice = Math.min(SLICE_BYTES, bytes.length - handedOn);
            belowBusy = !below.write(line.escaped(bytes, handedOn, slice));
            handedOn += slice;
        }
        adjustBelow();
        return false;
    }

    /** While a client does not read, its commands are left unread, too: what we owe it stays bounded. */
    private void adjustBelow() {
        boolean wanted = reading && !line.replying();
        if (wanted != belowReading) {
            belowReading = wanted;
            below.reading(wanted);
        }
    }

    @Override
    public void reading(boolean on) {
        synchronized (lock) {
            if (owner.closed() || on == reading) {
                return;
            }
            reading = on;
            line.clearToSend(on);
            // The chunk may only be found complete by what the client does, or by drained(): those tell.
            pump();
        }
    }

    @Override
    public void rate(int bitsPerSecond) {
        synchronized (lock) {
            line.rate(bitsPerSecond);
        }
    }

    /** Whether the client is being read. */
    boolean readingBelow() {
        synchronized (lock) {
            return belowReading;
        }
    }

    private void tell(TelnetEvent event) {
        switch (event) {
            case TelnetEvent.Data(byte[] bytes) -> owner.received(bytes, 0, bytes.length);
            case TelnetEvent.Rate(int rate) -> owner.signalled(new LineSignal.Rate(rate));
            case TelnetEvent.TerminalReady(boolean on) -> owner.signalled(new LineSignal.TerminalReady(on));
            case TelnetEvent.Break() -> owner.signalled(new LineSignal.Break());
            case TelnetEvent.Purge() -> {
                // Done when it was read.
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            owner.closes();
            chunk = null;
        }
        below.close();
    }

    private final class FromBelow implements HostListener {
        @Override
        public void hostArrived() {
            synchronized (lock) {
                present = true;
                line.begin();
                line.clearToSend(reading);
                pump();
            }
            owner.signalled(new LineSignal.HostPresent(true));
            owner.signalled(new LineSignal.TerminalReady(true));
        }

        @Override
        public void hostLeft() {
            boolean wasReady;
            boolean owed;
            synchronized (lock) {
                present = false;
                wasReady = line.terminalReady();
                owed = chunk != null;
                chunk = null;
                line.takeReplies();
                adjustBelow();
            }
            if (wasReady) {
                owner.signalled(new LineSignal.TerminalReady(false));
            }
            owner.signalled(new LineSignal.HostPresent(false));
            owner.drained(owed);
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            List<TelnetEvent> events;
            boolean drained;
            synchronized (lock) {
                events = line.receive(bytes, offset, length);
                if (chunk != null && events.stream().anyMatch(TelnetEvent.Purge.class::isInstance)) {
                    handedOn = chunk.length;
                }
                drained = pump() && left();
            }
            events.forEach(Rfc2217Port.this::tell);
            owner.drained(drained);
        }

        @Override
        public void drained() {
            boolean drained;
            synchronized (lock) {
                belowBusy = false;
                drained = pump() && left();
            }
            owner.drained(drained);
        }

        private boolean left() {
            line.transmitting(false);
            pump();
            return true;
        }

        @Override
        public void ended(@Nullable IOException reason) {
            owner.ended(reason);
        }
    }
}
