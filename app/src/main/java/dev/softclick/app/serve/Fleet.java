package dev.softclick.app.serve;

import dev.softclick.app.control.ModemReport;
import dev.softclick.app.control.RunningModem;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The modems of one process, each running as its plan says. They know nothing of each other: one that fails is ended and started again, at growing
 * distances, and the others do not notice.
 *
 * @param <P> see {@link ModemStarter}
 */
public final class Fleet<P> implements AutoCloseable {
    private static final String TRYING_AGAIN = "; trying again until it starts";

    private final ModemStarter<P> starter;
    private final Fleet.Words words;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor restarts;
    private volatile Map<String, FleetSlot<P>> slots = Map.of();
    private boolean closed;

    /**
     * What a fleet says.
     *
     * @param of the words for something that was thrown
     * @param tell takes one line at a time
     * @param ready told when a modem runs, with its name
     */
    public record Words(Function<Throwable, String> of, Consumer<String> tell, BiConsumer<String, RunningModem> ready) {}

    /** Without modems yet. */
    public Fleet(ModemStarter<P> starter, Words words, InstantSource clock) {
        this.starter = starter;
        this.words = words;
        this.clock = clock;
        this.restarts = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("softclick-restart").daemon().factory());
        restarts.setRemoveOnCancelPolicy(true);
    }

    /** Starts all of them. One that lacks something now (a device, a port, its SIM) says so once, and is tried again until it runs. */
    public synchronized void start(Map<String, P> plans) {
        Map<String, FleetSlot<P>> all = new LinkedHashMap<>();
        plans.forEach((name, plan) -> all.put(name, new FleetSlot<>(name, plan, clock)));
        slots = all;
        all.values().stream().filter(slot -> !runs(slot, slot.plan(), TRYING_AGAIN)).forEach(slot -> startLater(slot, slot.plan()));
    }

    /**
     * Goes on with other plans. What is in both stays as it is and keeps its link, what is gone ends, what is new or changed is started. A changed one
     * that can't be started is started again by its old plan; a new one is tried again.
     */
    public synchronized void reload(Map<String, P> plans) {
        if (closed) {
            return;
        }
        Map<String, FleetSlot<P>> before = slots;
        Map<String, FleetSlot<P>> after = new LinkedHashMap<>();
        plans.forEach((name, plan) -> {
            FleetSlot<P> slot = before.get(name);
            after.put(name, slot == null ? new FleetSlot<>(name, plan, clock) : slot);
        });
        List<FleetSlot<P>> due = new ArrayList<>();
        // First those that give something free: a port or a SIM may go from one modem to another.
        for (FleetSlot<P> slot : before.values()) {
            P plan = plans.get(slot.name);
            if (plan == null) {
                slot.stop("it was stopped");
                words.tell.accept(slot.name + ": stopped");
            } else if (!plan.equals(slot.plan())) {
                slot.stop("it is being started anew");
                due.add(slot);
            }
        }
        after.values().stream().filter(slot -> !before.containsKey(slot.name)).forEach(due::add);
        slots = after;
        List<FleetSlot<P>> failed =
                due.stream().filter(slot -> !runs(slot, plan(plans, slot), before.containsKey(slot.name) ? "" : TRYING_AGAIN)).toList();
        for (FleetSlot<P> slot : failed) {
            if (before.containsKey(slot.name) && runs(slot, slot.plan(), TRYING_AGAIN)) {
                words.tell.accept(slot.name + ": started again by its old plan; its host and its topic sockets begin anew");
            } else {
                startLater(slot, plan(plans, slot));
            }
        }
    }

    private static <P> P plan(Map<String, P> plans, FleetSlot<P> slot) {
        return plans.getOrDefault(slot.name, slot.plan());
    }

    /** Starts it and says so, or says why not: once for a reason, and with what comes of it. */
    private boolean runs(FleetSlot<P> slot, P plan, String then) {
        try {
            run(slot, plan);
            tellReady(slot);
            return true;
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            if (!slot.isDown(why)) {
                words.tell.accept(slot.name + ": " + why + then);
            }
            return false;
        }
    }

    private void tellReady(FleetSlot<P> slot) {
        RunningModem modem = slot.modem();
        if (modem != null) {
            words.ready.accept(slot.name, modem);
        }
    }

    private void run(FleetSlot<P> slot, P plan) throws IOException {
        RunningModem[] started = new RunningModem[1];
        try {
            started[0] = starter.start(slot.name, plan, failure -> restarts.execute(() -> failed(slot, started[0], failure)));
        } catch (IOException | RuntimeException e) {
            throw new IOException(words.of.apply(e), e);
        }
        slot.runs(started[0], plan);
    }

    private synchronized void failed(FleetSlot<P> slot, @Nullable RunningModem modem, Throwable failure) {
        if (closed || modem == null || !modem.equals(slot.modem())) {
            return;
        }
        Duration wait = slot.pace.after(slot.inThisWay());
        String why = words.of.apply(failure);
        slot.failed(why);
        words.tell.accept(slot.name + ": " + why + "; starting it again in " + wait.toSeconds() + " s");
        later(slot, slot.plan(), wait);
    }

    private void startLater(FleetSlot<P> slot, P plan) {
        later(slot, plan, slot.waits.next());
    }

    private void later(FleetSlot<P> slot, P plan, Duration wait) {
        slot.restarts(restarts.schedule(() -> again(slot, plan), wait.toMillis(), TimeUnit.MILLISECONDS), plan);
    }

    private synchronized void again(FleetSlot<P> slot, P plan) {
        boolean wanted = !closed && slot.modem() == null && slot.equals(slots.get(slot.name)) && plan.equals(slot.plan());
        if (wanted && !runs(slot, plan, TRYING_AGAIN)) {
            startLater(slot, plan);
        }
    }

    /** What to do with a modem. */
    @FunctionalInterface
    public interface Action<T> {
        /**
         * Does it.
         *
         * @throws IOException with one line when it can't be done
         */
        T on(RunningModem modem) throws IOException;
    }

    /**
     * Does something with a modem that runs, while nobody else starts or stops any.
     *
     * @throws IOException with one line when there is none of that name, it does not run, or it can't be done
     */
    public synchronized <T> T act(String name, Action<T> action) throws IOException {
        FleetSlot<P> slot = slots.get(name);
        if (slot == null) {
            throw new IOException("there is no modem '" + name + "'; there are " + String.join(", ", slots.keySet()));
        }
        RunningModem modem = slot.modem();
        if (modem == null) {
            throw new IOException("'" + name + "' does not run now; 'softclick status' shows why");
        }
        return action.on(modem);
    }

    /** The names, in the order of the configuration. */
    public List<String> names() {
        return List.copyOf(slots.keySet());
    }

    /** All of them, as they are. Each is given {@code patience} to answer. */
    public List<ModemReport> reports(Duration patience) throws InterruptedException {
        List<ModemReport> reports = new ArrayList<>();
        for (FleetSlot<P> slot : slots.values()) {
            reports.add(slot.report(patience));
        }
        return reports;
    }

    /** Ends all of them. */
    @Override
    public synchronized void close() {
        closed = true;
        restarts.shutdownNow();
        slots.values().forEach(slot -> slot.stop("it was stopped"));
    }
}
