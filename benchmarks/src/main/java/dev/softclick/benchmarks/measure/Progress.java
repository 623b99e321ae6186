package dev.softclick.benchmarks.measure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Where a run is, as one line on a terminal that is written over once a second: the benchmark, its round, about how long is left of all. */
public final class Progress implements AutoCloseable {
    /** The progress of whoever measures in this thread. */
    public static final ScopedValue<Progress> HERE = ScopedValue.newInstance();

    private static final String OVERWRITE = "\r\033[K";
    private static final long TICK_MILLIS = 1000;

    /** What takes no longer needs no progress. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Consumer<String> terminal;
    private final boolean shown;
    private final List<Benchmark> all;
    private final ToLongFunction<Benchmark> seconds;
    private final Timer timer = new Timer("softclick-progress", true);
    private int current;
    private long begun = System.nanoTime();
    private String round = "";
    private boolean closed;

    /**
     * For a run of these, one after the other.
     *
     * @param shown whether there is a terminal
     * @param seconds how long each takes, about
     */
    public Progress(Consumer<String> terminal, boolean shown, List<Benchmark> all, ToLongFunction<Benchmark> seconds) {
        this.terminal = terminal;
        this.shown = shown;
        this.all = List.copyOf(all);
        this.seconds = seconds;
        if (shown) {
            timer.schedule(new TimerTask() {
                @Override
                public void run() {
                    show();
                }
            }, TICK_MILLIS, TICK_MILLIS);
        }
    }

    /** The one of that place has begun. */
    public synchronized void begin(int place) {
        current = place;
        begun = System.nanoTime();
        round = "";
    }

    /** A round of what is measured now has begun. */
    synchronized void round(int number, int of) {
        round = String.format(Locale.ROOT, ", round %d of %d", number, of);
    }

    /** Puts a line out where the progress was. */
    public synchronized void above(Runnable line) {
        if (shown) {
            terminal.accept(OVERWRITE);
        }
        line.run();
    }

    /** As {@code startup (2 of 9), round 3 of 4, about 1:20 left}. */
    synchronized String text() {
        long past = (System.nanoTime() - begun) / 1_000_000_000;
        long left = Math.max(1, seconds.applyAsLong(all.get(current)) - past);
        for (Benchmark later : all.subList(current + 1, all.size())) {
            left += seconds.applyAsLong(later);
        }
        return String.format(Locale.ROOT, "%s (%d of %d)%s, about %d:%02d left", all.get(current).name(), current + 1, all.size(), round, left / 60, left % 60);
    }

    private synchronized void show() {
        if (!closed && System.nanoTime() - begun > SHORT.toNanos()) {
            terminal.accept(OVERWRITE + text());
        }
    }

    @Override
    public synchronized void close() {
        timer.cancel();
        if (!closed && shown) {
            terminal.accept(OVERWRITE);
        }
        closed = true;
    }
}
