package dev.softclick;

import dev.softclick.firmware.Modem;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.firmware.ModemState;
import dev.softclick.firmware.command.CommandIndex;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.LinkThreads;
import dev.softclick.link.NettyTransport;
import dev.softclick.link.TransportMaker;
import dev.softclick.port.BaudPacer;
import dev.softclick.port.FaultyPort;
import dev.softclick.port.Framing;
import dev.softclick.port.LineFaults;
import dev.softclick.port.Port;
import dev.softclick.port.TracedRemark;
import dev.softclick.sim.SecureSim;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A modem you can hold: an AnyNet Click in software, on a port, with its SIM in it.
 *
 * <pre>{@code
 * try (SoftModem modem = SoftModem.builder().sim(sim).port(new PtyPort(Path.of("/tmp/softclick"))).build()) {
 *     modem.start();
 *     ...
 * }
 * }</pre>
 *
 * <p>{@link #start} and {@link #close} may be called any number of times; a closed modem stays closed. Close releases port, link and timers.
 */
public final class SoftModem implements AutoCloseable {
    /** Draws the jitter of reconnects; safe from any thread. */
    private static final RandomGenerator JITTER = new SecureRandom();

    /** Line rate of the AnyNet Click, in bits a second (Reference, "Serial Interface"). */
    public static final int DEFAULT_BAUD = 9600;

    private final Port port;
    private final ModemLoop loop;
    private boolean started;
    private boolean closed;

    private SoftModem(Builder builder) {
        SecureSim sim = Objects.requireNonNull(builder.sim, "a modem needs a SIM");
        Port line = Objects.requireNonNull(builder.port, "a modem needs a port");
        // Each direction is spoilt where its bytes come when they would on the wire.
        Port wire = builder.faults.ofModem().none() ? line : builder.faulty(line, builder.faults.ofModem());
        boolean pacing = builder.baud > 0 && !wire.timed();
        Port paced = pacing ? new BaudPacer(wire, builder.baud, builder.framing, System::nanoTime, SharedTimer.get()) : wire;
        port = builder.faults.ofHost().none() ? paced : builder.faulty(paced, builder.faults.ofHost());
        ModemSettings settings = builder.settings.withLineRate(builder.baud);
        loop = new ModemLoop(
                () -> new Modem(settings, CommandIndex.all(), sim, JITTER),
                port,
                builder.conduct,
                transport(builder),
                builder.link,
                System::nanoTime,
                SharedTimer.get(),
                new LoopOwner(builder.name, port::rate, builder.onEnded, builder.observer, builder.onFailure));
    }

    private static TransportMaker transport(Builder builder) {
        if (builder.transport != null) {
            return builder.transport;
        }
        LinkThreads threads = LinkThreads.shared();
        return (owner, events) -> new NettyTransport(threads, threads.next(), builder.link.maxMessage(), owner, events);
    }

    /** Begins to set up a modem. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens the port; from now on the modem answers.
     *
     * @throws IOException with one line in plain words when the port can't be had
     */
    public synchronized void start() throws IOException {
        if (started || closed) {
            return;
        }
        port.open(loop);
        started = true;
    }

    /** State of the link, as {@code AT+AWSSTATE?} shows it. */
    public ModemState state() {
        return loop.state();
    }

    /** Power off and on: topic sockets are gone, E, V, Q and what else the host set is as at first. Port, SIM and radio stay as they are. */
    public void powerCycle() {
        loop.powerCycle();
    }

    /**
     * Takes any network away, as out of coverage, or gives it back.
     *
     * @param on false: the connection breaks and each attempt fails, "the radio is off"; true: what waits to be tried again is tried at once
     */
    public void radio(boolean on) {
        loop.radio(on);
    }

    /**
     * How it is. The future is completed in the modem's own turn, on whatever thread runs it: what hangs on it must return at once. It does not come
     * from a modem that is stuck.
     */
    public CompletableFuture<ModemStatus> status() {
        return loop.status();
    }

    /** Where hosts find it; valid once started. */
    public Port port() {
        return port;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            loop.stop();
        }
    }

    /** Sets up a modem. */
    public static final class Builder {
        private @Nullable SecureSim sim;
        private @Nullable Port port;
        private int baud = DEFAULT_BAUD;
        private Framing framing = Framing.EIGHT_N_ONE;
        private LineFaults faults = LineFaults.NONE;
        private Consumer<TracedRemark> faultRemarks = remark -> {};
        private LineConduct conduct = LineConduct.DEFAULT;
        private ModemSettings settings = ModemSettings.defaults(Version.text());
        private LinkSettings link = LinkSettings.defaults();
        private @Nullable TransportMaker transport;
        private Consumer<Optional<IOException>> onEnded = reason -> {};
        private Consumer<ModemEvent> observer = event -> {};
        private Consumer<Throwable> onFailure = bug -> {};
        private String name = "";

        private Builder() {}

        /** The SIM; required. */
        public Builder sim(SecureSim secureSim) {
            sim = secureSim;
            return this;
        }

        /** The port; required. */
        public Builder port(Port serialPort) {
            port = serialPort;
            return this;
        }

        /** Paces the line in both directions, in bits a second (9600), at 10 bits a byte where no other framing is set. */
        public Builder baud(int bitsPerSecond) {
            if (bitsPerSecond < 1) {
                throw new IllegalArgumentException("a baud rate is positive, not " + bitsPerSecond);
            }
            baud = bitsPerSecond;
            return this;
        }

        /** How many bits a byte takes on a line that is paced (8N1). */
        public Builder framing(Framing lineFraming) {
            framing = lineFraming;
            return this;
        }

        /**
         * What goes wrong on the line (nothing).
         *
         * @param lineFaults the rules
         * @param remarks hears of each fault that happens, on the thread that moves the byte: it must return at once
         */
        public Builder lineFaults(LineFaults lineFaults, Consumer<TracedRemark> remarks) {
            faults = lineFaults;
            faultRemarks = remarks;
            return this;
        }

        /** How it takes that the host drops DTR, or goes away (DTR does not matter, and all is kept). */
        public Builder lineConduct(LineConduct lineConduct) {
            conduct = lineConduct;
            return this;
        }

        private Port faulty(Port below, LineFaults rules) {
            return new FaultyPort(below, rules, System::nanoTime, SharedTimer.get(), faultRemarks);
        }

        /** Lets the line run as fast as it can. */
        public Builder unpaced() {
            baud = 0;
            return this;
        }

        /** Dialect and waits of the engine. */
        public Builder settings(ModemSettings modemSettings) {
            settings = modemSettings;
            return this;
        }

        /** Waits and limits of the link. */
        public Builder link(LinkSettings linkSettings) {
            link = linkSettings;
            return this;
        }

        /** What carries MQTT instead of TLS over TCP. */
        public Builder transport(TransportMaker maker) {
            transport = maker;
            return this;
        }

        /** Is told once when the port has ended by itself and everything asked before was answered; with the reason, if it was a failure. */
        public Builder onEnded(Consumer<Optional<IOException>> listener) {
            onEnded = listener;
            return this;
        }

        /** Is told what happens beside the bytes on the line, in order, on the threads that run the modem: it must return at once. */
        public Builder observer(Consumer<ModemEvent> listener) {
            observer = listener;
            return this;
        }

        /** What the log calls it: {@code modem} in SLF4J's MDC while it has its turn. */
        public Builder name(String text) {
            name = text;
            return this;
        }

        /**
         * Is told when a bug of ours stopped the modem in the middle of something. It goes on as well as it can; whoever wants it sound builds another.
         * The log has been told.
         */
        public Builder onFailure(Consumer<Throwable> listener) {
            onFailure = listener;
            return this;
        }

        /** The modem, not started yet. */
        public SoftModem build() {
            return new SoftModem(this);
        }
    }
}
