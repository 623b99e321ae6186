package dev.softclick;

import dev.softclick.firmware.Modem;
import dev.softclick.firmware.ModemState;
import dev.softclick.link.CloudLink;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.MqttSession;
import dev.softclick.link.RadioSwitch;
import dev.softclick.link.TransportEvent;
import dev.softclick.link.TransportMaker;
import dev.softclick.port.LineSignal;
import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs one modem: port, engine and link, one event at a time.
 *
 * <p>It has no thread of its own. Whoever brings an event (the port, the link, the timer) runs it right away if nobody else is inside, and otherwise
 * leaves it to the one who is; so an answer is written by the very thread that read the command, and an idle modem costs no thread. It alone asks
 * what time it is.
 */
final class ModemLoop implements PortListener {
    private static final Logger log = LoggerFactory.getLogger(ModemLoop.class);
    private static final long NEVER = Long.MAX_VALUE;

    /** What log lines find the modem's name by (SLF4J's MDC). */
    private static final String LOG_KEY = "modem";

    private static final byte[] NOTHING = {};

    private final Supplier<Modem> modems;
    private final Port port;
    private final LineConduct conduct;
    private final RadioSwitch radio;
    private final CloudLink link;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService timer;
    private final LoopOwner owner;
    private final long origin;

    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    /** What follows belongs to whoever is inside. */
    private Modem modem;

    private final LoopRecord record = new LoopRecord();
    private final HostIntake intake;
    private boolean wireFree = true;

    private boolean stopped;
    private boolean portEnded;
    private @Nullable IOException endReason;
    private int lineRate;
    private long timerAt = NEVER;
    private @Nullable Future<?> timerTask;
    private volatile ModemState state = ModemState.IDLE;

    /** @param modems makes the engine, at once and for each power reset */
    ModemLoop(
            Supplier<Modem> modems,
            Port port,
            LineConduct conduct,
            TransportMaker transport,
            LinkSettings settings,
            LongSupplier nanoTime,
            ScheduledExecutorService timer,
            LoopOwner owner) {
        this.modems = modems;
        this.modem = modems.get();
        this.port = port;
        this.conduct = conduct;
        this.intake = new HostIntake(port);
        this.nanoTime = nanoTime;
        this.timer = timer;
        this.owner = owner;
        this.origin = nanoTime.getAsLong();
        this.lineRate = modem.lineRate();
        this.radio = new RadioSwitch(this::post, this::told, transport);
        this.link = new MqttSession(radio, settings);
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        if (pending.compareAndSet(0, 1)) {
            takeTurn(() -> hear(bytes, offset, length));
        } else {
            intake.keep(bytes, offset, length);
            post(this::feedWaiting);
        }
    }

    @Override
    public void drained() {
        post(() -> wireFree = true);
    }

    @Override
    public void signalled(LineSignal signal) {
        conduct.after(signal).ifPresent(intake::keep);
        post(() -> record.told(signal, now()));
    }

    @Override
    public void ended(@Nullable IOException reason) {
        post(() -> {
            portEnded = true;
            endReason = reason;
        });
    }

    private void told(TransportEvent event) {
        link.handle(event, now());
    }

    /** Stops for good: closes the link, then the port. */
    void stop() {
        post(() -> {
            if (!stopped) {
                stopped = true;
                link.close();
                port.close();
            }
        });
    }

    /** Power off and on: what the engine and the link had in mind is gone. The port stays as it is. */
    void powerCycle() {
        post(() -> {
            if (!stopped) {
                reset();
            }
        });
    }

    private void reset() {
        link.request(new LinkRequest.Disconnect(), now());
        link.request(new LinkRequest.Reading(true), now());
        while (link.poll() != null) {
            // what it still had to tell was for the engine that is gone
        }
        record.resets(modem);
        modem = modems.get();
    }

    /** Cuts the link off from any network, or gives it back; then what waits to be tried again is tried at once. */
    void radio(boolean on) {
        post(() -> {
            boolean back = on && !radio.on();
            radio.turn(on);
            if (back) {
                modem.networkBack(now());
            }
        });
    }

    /** How it is; comes when it is its turn, on the thread that runs the modem then. */
    CompletableFuture<ModemStatus> status() {
        CompletableFuture<ModemStatus> status = new CompletableFuture<>();
        post(() -> status.complete(record.status(modem, radio.on(), now())));
        return status;
    }

    ModemState state() {
        return state;
    }

    private long now() {
        return nanoTime.getAsLong() - origin;
    }

    private void post(Runnable event) {
        inbox.add(event);
        if (pending.getAndIncrement() == 0) {
            takeTurn(() -> {});
        }
    }

    /** For whoever has just become the one inside: does {@code first}, and what others bring meanwhile. */
    private void takeTurn(Runnable first) {
        if (owner.name().isEmpty()) {
            guarded(first);
            drain();
            return;
        }
        String before = MDC.get(LOG_KEY);
        MDC.put(LOG_KEY, owner.name());
        try {
            guarded(first);
            drain();
        } finally {
            if (before == null) {
                MDC.remove(LOG_KEY);
            } else {
                MDC.put(LOG_KEY, before);
            }
        }
    }

    private void drain() {
        int done = 1;
        do {
            Runnable event = inbox.poll();
            while (event != null) {
                guarded(event);
                event = inbox.poll();
            }
            guarded(this::settle);
            done = pending.addAndGet(-done);
        } while (done != 0);
    }

    /** Errors, too: the thread is another's, and serves other modems. */
    private void guarded(Runnable event) {
        try {
            event.run();
        } catch (Throwable bug) {
            log.error("internal error: please report it", bug);
            owner.failed().accept(bug);
        }
    }

    /** What the modem does not take now waits behind what came before. */
    private void hear(byte[] bytes, int offset, int length) {
        int taken = intake.isEmpty() ? feed(bytes, offset, length) : 0;
        if (taken < length) {
            intake.keep(bytes, offset + taken, length - taken);
        }
    }

    /** Gives the modem bytes as long as it wants some: how many it has taken. */
    private int feed(byte[] bytes, int offset, int length) {
        int taken = 0;
        while (taken < length && !stopped && modem.wantsInput()) {
            taken += modem.receive(bytes, offset + taken, length - taken, now());
            if (taken < length) {
                talkToLink();
            }
        }
        record.heard(taken);
        return taken;
    }

    /** Whether the modem has taken some of what waited. */
    private boolean feedWaiting() {
        Consequence consequence = stopped ? null : intake.takeConsequence();
        if (consequence != null) {
            obey(consequence);
            return true;
        }
        byte[] bytes = modem.wantsInput() && !stopped ? intake.take() : NOTHING;
        int taken = feed(bytes, 0, bytes.length);
        intake.putBack(bytes, taken);
        return taken > 0;
    }

    private void obey(Consequence consequence) {
        switch (consequence) {
            case HOST_LEFT -> modem.hostLeft(now());
            case ESCAPE -> modem.escape(now());
            case RESET -> reset();
        }
    }

    private void settle() {
        if (stopped) {
            cancelTimer();
            return;
        }
        long now = now();
        if (modem.nextTimeout() <= now) {
            modem.timeout(now);
        }
        if (link.nextTimeout() <= now) {
            link.timeout(now);
        }
        talkToLink();
        transmit();
        while (feedWaiting()) {
            transmit();
        }
        intake.wanted(modem.wantsInput());
        if (modem.lineRate() != lineRate) {
            lineRate = modem.lineRate();
            owner.lineRate().accept(lineRate);
        }
        showState();
        if (portEnded && wireFree && intake.isEmpty() && modem.quiet()) {
            portEnded = false;
            owner.ended().accept(Optional.ofNullable(endReason));
        }
        armTimer();
    }

    private void transmit() {
        while (wireFree) {
            byte[] bytes = modem.transmit(now());
            boolean asked = talkToLink();
            if (bytes != null) {
                record.said(bytes.length);
                // Who reads of it on the line finds it here, too.
                showState();
                wireFree = port.write(bytes);
            } else if (!asked) {
                break;
            }
        }
    }

    private void showState() {
        if (modem.state() != state) {
            state = modem.state();
            record.entered(state, now());
            owner.observer().accept(new ModemEvent.StateChanged(state));
        }
    }

    private boolean talkToLink() {
        boolean talked = false;
        while (true) {
            LinkRequest request = modem.pollRequest();
            if (request != null) {
                record.asked(request);
                observe(request);
                link.request(request, now());
            } else {
                LinkEvent event = link.poll();
                if (event == null) {
                    return talked;
                }
                record.told(event, now());
                observe(event);
                modem.handle(event, now());
            }
            talked = true;
        }
    }

    private void observe(LinkRequest request) {
        switch (request) {
            case LinkRequest.Publish publish -> owner.observer().accept(
                    new ModemEvent.Publishing(publish.topic().text(), publish.payload(), publish.acknowledged()));
            case LinkRequest.Subscribe subscribe -> owner.observer().accept(new ModemEvent.Subscribing(subscribe.filter().text(), true));
            case LinkRequest.Unsubscribe unsubscribe -> owner.observer().accept(new ModemEvent.Subscribing(unsubscribe.filter().text(), false));
            default -> {
                // Connects carry key material; the rest shows in the states.
            }
        }
    }

    private void observe(LinkEvent event) {
        switch (event) {
            case LinkEvent.MessageArrived message -> owner.observer().accept(new ModemEvent.Arrived(message.topic(), message.payload()));
            case LinkEvent.Down down -> owner.observer().accept(new ModemEvent.LinkDown(down.fault().text()));
            case LinkEvent.Published _ -> owner.observer().accept(new ModemEvent.PublishAnswered(true));
            case LinkEvent.PublishFailed _ -> owner.observer().accept(new ModemEvent.PublishAnswered(false));
            default -> {
                // The rest shows in the states.
            }
        }
    }

    /** Has the timer call no later than the next deadline; one that comes early just arms it again. */
    private void armTimer() {
        long next = Math.min(modem.nextTimeout(), link.nextTimeout());
        if (next >= timerAt) {
            return;
        }
        cancelTimer();
        long now = now();
        timerAt = SharedTimer.look(origin + next, origin + now) - origin;
        timerTask = timer.schedule(() -> post(this::timerFired), Math.max(0, timerAt - now), TimeUnit.NANOSECONDS);
    }

    private void timerFired() {
        timerAt = NEVER;
        timerTask = null;
    }

    private void cancelTimer() {
        if (timerTask != null) {
            timerTask.cancel(false);
            timerTask = null;
        }
        timerAt = NEVER;
    }
}
