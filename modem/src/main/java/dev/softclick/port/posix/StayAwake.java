package dev.softclick.port.posix;

import org.jspecify.annotations.Nullable;

/**
 * Whether a thread that has just answered a host looks for its next command for a moment before it sleeps. A host that waits for each answer sends its
 * next command some 20 µs after it: who is still awake then answers several times as fast as who has to be woken on another processor first. Where that
 * does not pay, with a host that thinks, it is tried after {@value #MOST_PASSES} answers at most, so that it costs less than a microsecond an answer. What
 * another thread writes, as that of a paced line or of the link, is no answer of this one. For one thread.
 */
public final class StayAwake {
    /** How long it looks, in nanoseconds. */
    static final long NANOS = 100_000;

    /** After how many answers at most it is tried again. */
    static final int MOST_PASSES = 255;

    private final boolean possible;
    private volatile @Nullable Thread thread;
    private boolean answered;
    private int passes;
    private boolean paid;
    private int left;

    public StayAwake() {
        // On the only processor there is it would keep the host from running.
        this(Runtime.getRuntime().availableProcessors() > 1);
    }

    StayAwake(boolean possible) {
        this.possible = possible;
    }

    /** A look for events that does not wait. */
    @FunctionalInterface
    public interface Look<X extends Exception> {
        /** How many there are. */
        int now() throws X;
    }

    /** Bytes are written to a host. Counts on the thread that looks; from any thread. */
    public void answers() {
        if (Thread.currentThread().equals(thread)) {
            answered = true;
        }
    }

    /** How many events came while it stayed awake; 0 when it should sleep now. */
    public <X extends Exception> int look(Look<X> look) throws X {
        thread = Thread.currentThread();
        if (!answered) {
            return 0;
        }
        answered = false;
        if (!tries()) {
            return 0;
        }
        long begun = System.nanoTime();
        int count;
        boolean inTime;
        do {
            count = look.now();
            inTime = System.nanoTime() - begun < NANOS;
            Thread.onSpinWait();
        } while (count == 0 && inTime);
        // Late is who was kept from running meanwhile: by the host perhaps, which waited for this processor.
        ended(count != 0 && inTime);
        return count;
    }

    /** Whether it is tried this time. */
    boolean tries() {
        return possible && --left < 0;
    }

    /** How a try ended. One that pays may be chance: it has another one follow; two in a row are a dialogue. */
    void ended(boolean pays) {
        if (!pays) {
            passes = Math.min(MOST_PASSES, 2 * passes + 1);
        } else if (paid) {
            passes = 0;
        }
        left = pays ? 0 : passes;
        paid = pays;
    }
}
