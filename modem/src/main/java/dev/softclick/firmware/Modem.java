package dev.softclick.firmware;

import dev.softclick.at.LineDiscipline;
import dev.softclick.at.LineSettings;
import dev.softclick.at.ResponseFormatter;
import dev.softclick.at.ResultCode;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.ReconnectBackoff;
import dev.softclick.sim.SecureSim;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The modem: what the host sends goes in, what it is answered comes out, and so for the link. It has no I/O, thread or clock; calls come from one
 * thread at a time and bring the time along, as monotonic nanoseconds.
 *
 * <p>After any {@link #receive}, {@link #handle} or {@link #timeout} the owner takes {@link #pollRequest} until it is empty, and {@link #transmit} as
 * often as the wire is free.
 */
public final class Modem {
    private final CommandSession session;
    private final CommandRunner runner;
    private final LineDiscipline discipline = new LineDiscipline();
    private final HostInput input = new HostInput();
    private final TransmitQueue output = new TransmitQueue();
    private final ArrayDeque<LinkRequest> requests = new ArrayDeque<>(4);
    private final Timers timers;
    private final UnsolicitedQueue unsolicited;
    private final TopicSocketTable sockets;
    private final SocketOperations operations;
    private final LinkMaintenance maintenance;
    private final Uplink uplink;
    private final Downlink downlink;
    private @Nullable Unsolicited leaving;
    private boolean transmitting;
    private long commandLines;
    private long delivered;

    /**
     * A modem just powered up: nothing is read from the SIM yet.
     *
     * @param random draws the jitter of reconnects
     */
    public Modem(ModemSettings settings, CommandSet commands, SecureSim sim, RandomGenerator random) {
        timers = new Timers(settings);
        unsolicited = new UnsolicitedQueue(settings.length(ModemTimer.RESULT_AFTER_OK).toNanos());
        sockets = new TopicSocketTable();
        TroubleLog log = new TroubleLog();
        operations = new SocketOperations(settings, timers, sockets, unsolicited, requests::add, log);
        downlink = new Downlink(sockets, unsolicited, requests::add);
        ReconnectBackoff backoff = new ReconnectBackoff(random, settings.length(ModemTimer.BACKOFF_FIRST), settings.length(ModemTimer.BACKOFF_LAST));
        ReconnectPace pace = new ReconnectPace(backoff, settings);
        ButtonEvents buttons = new ButtonEvents(timers, requests::add);
        maintenance = new LinkMaintenance(sim, timers, pace, sockets, operations, buttons, requests::add, log);
        session = new CommandSession(settings, sim, sockets, operations, maintenance, buttons, downlink);
        runner = new CommandRunner(commands, session, output);
        uplink = new Uplink(sockets, maintenance, session, output, timers, requests::add);
    }

    /**
     * Takes bytes of the host.
     *
     * @return how many were taken. Fewer than {@code length} when the link must have its say first: after {@link #pollRequest} was emptied and performed,
     *     the rest is brought again. Just one while {@link #wantsInput} is false: who need not bring more waits until it is true, so that
     *     short commands with long answers can't pile those up
     */
    public int receive(byte[] bytes, int offset, int length, long now) {
        int taken = 0;
        while (taken < length && !uplink.handingOver() && (taken == 0 || wantsInput())) {
            byte value = bytes[offset + taken++];
            if (keepsInput()) {
                input.add(value, session.lineSettings().terminator());
            } else if (take(value, now)) {
                timeout(now); // what the line made due now is done before the next one, as if that had come in a piece of its own
            }
        }
        settle(now);
        return taken;
    }

    /** Takes what the link tells. */
    public void handle(LinkEvent event, long now) {
        switch (event) {
            case LinkEvent.Published published -> uplink.ended(published.id(), true);
            case LinkEvent.PublishFailed failed -> uplink.ended(failed.id(), false);
            case LinkEvent.MessageArrived message -> downlink.arrived(message);
            case LinkEvent.Connecting e -> {}
            case LinkEvent.NetworkConnected e -> {}
            case LinkEvent.Secured e -> {}
            case LinkEvent.ConnectSent e -> {}
            case LinkEvent.Connected e -> downlink.connected();
            case LinkEvent.Subscribed e -> {}
            case LinkEvent.SubscribeRefused e -> {}
            case LinkEvent.Unsubscribed e -> {}
            case LinkEvent.Down e -> downlink.disconnected();
        }
        maintenance.handle(event, now);
        settle(now);
    }

    /** Lets time pass: to be called at or after {@link #nextTimeout}. */
    public void timeout(long now) {
        maintenance.timeout(now);
        timers.expired(ModemTimer.HALF_TYPED, now);
        if (timers.expired(ModemTimer.LINE_FEED, now) && uplink.awaitsLineFeed()) {
            prompt();
        }
        settle(now);
    }

    /** When {@link #timeout} and then {@link #transmit} want to be called; {@link Long#MAX_VALUE} when there is nothing to wait for. */
    public long nextTimeout() {
        return Math.min(Math.min(timers.next(), operations.nextDeadline()), transmitting ? Timers.NEVER : unsolicitedReadyAt());
    }

    /** The next thing to ask of the link, or null. */
    public @Nullable LinkRequest pollRequest() {
        return requests.poll();
    }

    /**
     * The next bytes for the host, or null when there are none now. Asking says that the bytes handed out before have left on the wire: what follows
     * from that (acknowledging a message, the time from OK to the unsolicited result) counts from here.
     */
    public byte @Nullable [] transmit(long now) {
        if (transmitting) {
            transmitting = false;
            output.left(now);
            left(leaving);
            leaving = null;
            settle(now);
        }
        byte[] bytes = null;
        while (bytes == null && !output.isEmpty()) {
            bytes = output.take();
            if (bytes.length == 0) {
                output.left(now);
                bytes = null;
            }
        }
        if (bytes == null && unsolicitedReadyAt() <= now) {
            leaving = unsolicited.take();
            bytes = leaving == null ? null : format(leaving);
            downlink.settle();
        }
        transmitting = bytes != null;
        return bytes;
    }

    /** Whether there is room for more of the host's bytes; while not, the port is best not read. */
    public boolean wantsInput() {
        return !output.full();
    }

    /** Whether everything the host asked for was answered, unasked results of its opens and closes included. */
    public boolean quiet() {
        return !transmitting && output.isEmpty() && input.isEmpty() && !uplink.keepsInput() && unsolicited.size() == 0 && !sockets.oweResults();
    }

    /** State of the link, as {@code AT+AWSSTATE?} shows it. */
    public ModemState state() {
        return maintenance.state();
    }

    /** Why the SIM did not let the link be made last; empty when it always did since power-up. */
    public Optional<SimTrouble> simTrouble() {
        return Optional.ofNullable(maintenance.simTrouble());
    }

    /** There is a network again: what waits to be tried again need not wait longer. */
    public void networkBack(long now) {
        maintenance.askedFor(now);
        settle(now);
    }

    /**
     * Back to the command line at once: what was typed of a line and what was kept to be run later is dropped, a publish whose payload is not complete
     * ends with {@code SEND FAIL} (or {@code ERROR}, if its prompt has not gone out yet). A message that the link has already takes its course, and so do
     * sockets, settings and link.
     */
    public void escape(long now) {
        input.clear();
        startAfresh();
        settle(now);
    }

    /**
     * The host has gone, and another may come. As {@link #escape}, but everything that it sent whole is still run first; only what it had begun is
     * given up.
     */
    public void hostLeft(long now) {
        if (keepsInput()) {
            input.hostLeft();
        } else {
            startAfresh();
        }
        settle(now);
    }

    private void startAfresh() {
        uplink.giveUp();
        discipline.restart();
        timers.stop(ModemTimer.HALF_TYPED);
    }

    private boolean keepsInput() {
        return uplink.keepsInput() || !input.isEmpty() || input.losing();
    }

    /** Command lines taken whole since power-up, repeated ones included. */
    public long commandLines() {
        return commandLines;
    }

    /** Messages of the cloud that have left for the host since power-up. */
    public long delivered() {
        return delivered;
    }

    /** Line rate that the host asked for by {@code AT+IPR}, in bits a second; 0 for automatic. */
    public int lineRate() {
        return session.lineRate();
    }

    private void settle(long now) {
        boolean ran;
        do {
            operations.settle(maintenance.state().ready(), now);
            maintenance.settle(now);
            downlink.settle();
            uplink.proceed(!input.isEmpty());
            ran = runKept(now);
        } while (ran);
    }

    private boolean runKept(long now) {
        boolean ran = false;
        while (!uplink.keepsInput() && !input.isEmpty() && wantsInput()) {
            ran = true;
            if (input.takeDeparture()) {
                startAfresh();
            } else if (take(input.take(), now)) {
                break;
            }
        }
        if (!uplink.keepsInput() && input.isEmpty()) {
            for (int lost = input.takeLostLines(); lost > 0; lost--) {
                runner.result(ResultCode.ERROR);
            }
        }
        return ran;
    }

    /** Whether a command line was run: what it asked for is decided before the next one. */
    private boolean take(byte value, long now) {
        if (uplink.awaitsLineFeed()) {
            boolean lineFeed = discipline.takeLineFeed(value);
            prompt();
            if (lineFeed) {
                return false;
            }
        }
        if (uplink.takesInput()) {
            discipline.expectNoLineFeed();
            uplink.take(value);
            return false;
        }
        LineSettings settings = session.lineSettings();
        LineDiscipline.Reception reception = discipline.accept(value, settings);
        if (settings.echo() && reception != LineDiscipline.Reception.LINE_FEED) {
            output.add(value);
        }
        if (discipline.halfTyped()) {
            timers.start(ModemTimer.HALF_TYPED, now);
        } else {
            timers.stop(ModemTimer.HALF_TYPED);
        }
        boolean line = reception == LineDiscipline.Reception.LINE || reception == LineDiscipline.Reception.REPEAT;
        commandLines += line ? 1 : 0;
        switch (reception) {
            case LINE -> publish(runner.run(discipline.line(), now), now);
            case REPEAT -> publish(runner.repeat(now), now);
            case TOO_LONG -> runner.result(ResultCode.ERROR);
            case TAKEN, LINE_FEED -> {}
        }
        return line;
    }

    private void publish(@Nullable PublishOrder order, long now) {
        if (order != null) {
            uplink.begin(order, discipline.awaitsLineFeed(), now);
        }
    }

    private void prompt() {
        discipline.expectNoLineFeed();
        uplink.prompt();
    }

    /** When the first unsolicited result may leave; {@link Timers#NEVER} while one is held. */
    private long unsolicitedReadyAt() {
        if (uplink.holdsUnsolicited()) {
            return Timers.NEVER;
        }
        long ready = unsolicited.readyAt();
        return ready == Timers.NEVER ? ready : Math.max(ready, timers.deadlineIfRunning(ModemTimer.HALF_TYPED));
    }

    private byte[] format(Unsolicited unasked) {
        return switch (unasked) {
            case Unsolicited.SocketResult result -> ResponseFormatter.unsolicited(result.text(), session.lineSettings());
            case Unsolicited.Data data -> ResponseFormatter.unsolicitedData(data.header(), data.payload(), session.lineSettings());
        };
    }

    private void left(@Nullable Unsolicited unasked) {
        switch (unasked) {
            case null -> {}
            case Unsolicited.SocketResult result -> result.socket().reported();
            case Unsolicited.Data data -> {
                delivered++;
                downlink.left(data);
            }
        }
    }
}
