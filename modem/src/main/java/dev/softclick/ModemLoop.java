package dev.softclick;

import dev.softclick.firmware.Modem;
import dev.softclick.firmware.ModemState;
import dev.softclick.link.CloudLink;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TransportEvent;
import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private final Modem modem;
    private final Port port;
    private final CloudLink link;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService timer;
    private final IntConsumer onLineRate;
    private final Consumer<Optional<IOException>> onEnded;
    private final Consumer<ModemEvent> observer;
    private final long origin;

    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    /** What follows belongs to whoever is inside. */
    private boolean wireFree = true;

    private boolean portReading = true;
    private boolean stopped;
    private boolean portEnded;
    private @Nullable IOException endReason;
    private int lineRate;
    private long timerAt = NEVER;
    private @Nullable Future<?> timerTask;
    private volatile ModemState state = ModemState.IDLE;

    ModemLoop(
            Modem modem,
            Port port,
            BiFunction<Executor, Consumer<TransportEvent>, CloudLink> link,
            LongSupplier nanoTime,
            ScheduledExecutorService timer,
            IntConsumer onLineRate,
            Consumer<Optional<IOException>> onEnded,
            Consumer<ModemEvent> observer) {
        this.modem = modem;
        this.port = port;
        this.nanoTime = nanoTime;
        this.timer = timer;
        this.onLineRate = onLineRate;
        this.onEnded = onEnded;
        this.observer = observer;
        this.origin = nanoTime.getAsLong();
        this.lineRate = modem.lineRate();
        this.link = link.apply(this::post, this::told);
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        if (pending.compareAndSet(0, 1)) {
            guarded(() -> feed(bytes, offset, length));
            drain();
        } else {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            post(() -> feed(copy, 0, copy.length));
        }
    }

    @Override
    public void drained() {
        post(() -> wireFree = true);
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

    ModemState state() {
        return state;
    }

    private long now() {
        return nanoTime.getAsLong() - origin;
    }

    private void post(Runnable event) {
        inbox.add(event);
        if (pending.getAndIncrement() == 0) {
            drain();
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

    private static void guarded(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException bug) {
            log.error("internal error: please report it", bug);
        }
    }

    private void feed(byte[] bytes, int offset, int length) {
        int taken = 0;
        while (taken < length && !stopped) {
            taken += modem.receive(bytes, offset + taken, length - taken, now());
            if (taken < length) {
                talkToLink();
            }
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
        while (wireFree) {
            byte[] bytes = modem.transmit(now());
            boolean asked = talkToLink();
            if (bytes != null) {
                wireFree = port.write(bytes);
            } else if (!asked) {
                break;
            }
        }
        if (modem.wantsInput() != portReading) {
            portReading = !portReading;
            port.reading(portReading);
        }
        if (modem.lineRate() != lineRate) {
            lineRate = modem.lineRate();
            onLineRate.accept(lineRate);
        }
        if (modem.state() != state) {
            state = modem.state();
            observer.accept(new ModemEvent.StateChanged(state));
        }
        if (portEnded && wireFree && modem.quiet()) {
            portEnded = false;
            onEnded.accept(Optional.ofNullable(endReason));
        }
        armTimer();
    }

    private boolean talkToLink() {
        boolean talked = false;
        while (true) {
            LinkRequest request = modem.pollRequest();
            if (request != null) {
                observe(request);
                link.request(request, now());
            } else {
                LinkEvent event = link.poll();
                if (event == null) {
                    return talked;
                }
                observe(event);
                modem.handle(event, now());
            }
            talked = true;
        }
    }

    private void observe(LinkRequest request) {
        switch (request) {
            case LinkRequest.Publish publish -> observer.accept(
                    new ModemEvent.Publishing(publish.topic().text(), publish.payload(), publish.acknowledged()));
            case LinkRequest.Subscribe subscribe -> observer.accept(new ModemEvent.Subscribing(subscribe.filter().text(), true));
            case LinkRequest.Unsubscribe unsubscribe -> observer.accept(new ModemEvent.Subscribing(unsubscribe.filter().text(), false));
            default -> {
                // Connects carry key material; the rest shows in the states.
            }
        }
    }

    private void observe(LinkEvent event) {
        if (event instanceof LinkEvent.MessageArrived message) {
            observer.accept(new ModemEvent.Arrived(message.topic(), message.payload()));
        } else if (event instanceof LinkEvent.Down down) {
            observer.accept(new ModemEvent.LinkDown(down.fault().text()));
        }
    }

    /** Has the timer call no later than the next deadline; one that comes early just arms it again. */
    private void armTimer() {
        long next = Math.min(modem.nextTimeout(), link.nextTimeout());
        if (next >= timerAt) {
            return;
        }
        cancelTimer();
        timerAt = next;
        timerTask = timer.schedule(() -> post(this::timerFired), Math.max(0, next - now()), TimeUnit.NANOSECONDS);
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
