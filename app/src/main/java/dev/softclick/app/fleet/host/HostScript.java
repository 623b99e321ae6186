package dev.softclick.app.fleet.host;

import dev.softclick.testing.transcript.Chunk;
import dev.softclick.testing.transcript.CloudSide;
import dev.softclick.testing.transcript.HostDeed;
import dev.softclick.testing.transcript.HostManner;
import dev.softclick.testing.transcript.Performance;
import dev.softclick.testing.transcript.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A host as an engine: plays its start, then its rounds in their cadence. It resets the modem and begins anew when the start fails, or {@value
 * #FAILED_ROUNDS} rounds in a row do, those in a wave not counted. What the modem says between rounds is passed over.
 *
 * <p>Its verbs: {@link #heard}, {@link #poll} (what to do now, until null), {@link #nextTimeout}. Times are nanoseconds of one clock.
 */
public final class HostScript {
    /** So many rounds in a row that fail have the host reset its modem. */
    static final int FAILED_ROUNDS = 3;

    /** The shortest and the longest pause before a start is tried again; long enough for one CONNECT a second, whatever happens. */
    static final Duration MIN_REST = Duration.ofSeconds(5);

    static final Duration MAX_REST = Duration.ofSeconds(15);

    /** Lines of a conversation that are kept, for the report of a failure. */
    private static final int KEPT_LINES = 12;

    private static final CloudSide NO_CLOUD = CloudSide.none("the host of a fleet sees its line alone");
    private static final HostAction RESET = new HostAction.Reset();

    private final Behaviour behaviour;
    private final HostVariables variables;
    private final HostManner manner;
    private final RandomGenerator random;
    private final InstantSource wall;
    private final HostWatch watch;
    private Stage stage = Stage.RESTING;
    private @Nullable Performance playing;
    private long playedSince;
    private long wakeAt;
    private long beat;
    private long counter;
    private int failures;
    private boolean resets;

    /** Set by any thread. */
    private volatile boolean ending;

    private enum Stage {
        /** Nothing yet, or a pause after a start that failed: the start follows. */
        RESTING,
        STARTING,
        BETWEEN_ROUNDS,
        IN_ROUND
    }

    /**
     * A host that begins at {@code now}.
     *
     * @param tolerance by how much times on the line may be off
     * @param wall what {@code {time}} is read from
     */
    public HostScript(
            Behaviour behaviour,
            HostVariables variables,
            IntFunction<Duration> tolerance,
            RandomGenerator random,
            InstantSource wall,
            HostWatch watch,
            long now) {
        this.behaviour = behaviour;
        this.variables = variables;
        this.manner = new HostManner(tolerance, Duration.ZERO, KEPT_LINES, true);
        this.random = random;
        this.wall = wall;
        this.watch = watch;
        wakeAt = now;
    }

    /** The modem said something. */
    public void heard(byte[] bytes, long now) {
        if (playing != null) {
            playing.hear(new Chunk(now, bytes));
        }
    }

    /** Nothing further is begun from now on; what is being played may end. */
    public void windDown() {
        ending = true;
    }

    /** When to be polled again, whatever happens; the far end of time: never. */
    public long nextTimeout() {
        return ending && playing == null ? Long.MAX_VALUE : wakeAt;
    }

    /** The next thing to do; null: nothing now. */
    public @Nullable HostAction poll(long now) {
        while (true) {
            if (resets) {
                resets = false;
                return RESET;
            }
            if (playing == null) {
                if (now < wakeAt || ending) {
                    return null;
                }
                begin(now);
            }
            Performance performance = playing;
            if (performance == null) {
                continue;
            }
            switch (performance.next(now)) {
                case HostDeed.Send(byte[] bytes) -> {
                    return new HostAction.Send(bytes);
                }
                case HostDeed.Publish _ -> performance.fail("the host of a fleet sees its line alone");
                case HostDeed.Listen(long until) -> {
                    if (until > now) {
                        wakeAt = until;
                        return null;
                    }
                }
                case HostDeed.Over(Verdict verdict) -> over(verdict, now);
            }
        }
    }

    private void begin(long now) {
        if (stage == Stage.RESTING) {
            if (behaviour.start().isEmpty()) {
                started(now);
                return;
            }
            stage = Stage.STARTING;
            play(behaviour.start().get(), now);
        } else {
            stage = Stage.IN_ROUND;
            counter++;
            play(behaviour.loop(), now);
        }
    }

    private void play(Behaviour.HostText text, long now) {
        watch.begun();
        playedSince = now;
        playing = new Performance(text.transcript(), manner, NO_CLOUD, variables.draw(text, counter, wall.instant()), now);
    }

    private void over(Verdict verdict, long now) {
        playing = null;
        switch (verdict) {
            case Verdict.Passed _ when stage == Stage.STARTING -> {
                watch.startPlayed();
                started(now);
            }
            case Verdict.Passed _ -> {
                failures = 0;
                watch.round(Duration.ofNanos(now - playedSince));
                restUntilNextRound(now);
            }
            case Verdict.Failed failed -> {
                failures += watch.inWave() ? 0 : 1;
                boolean begins = stage == Stage.STARTING || failures == FAILED_ROUNDS;
                watch.failed(failed, begins);
                if (begins) {
                    beginAnew(now);
                } else {
                    restUntilNextRound(now);
                }
            }
        }
    }

    private void started(long now) {
        watch.goesRound();
        stage = Stage.BETWEEN_ROUNDS;
        beat = now + behaviour.cadence().phase(random);
        wakeAt = beat;
    }

    private void beginAnew(long now) {
        stage = Stage.RESTING;
        failures = 0;
        resets = true;
        wakeAt = now + random.nextLong(MIN_REST.toNanos(), MAX_REST.toNanos());
    }

    private void restUntilNextRound(long now) {
        stage = Stage.BETWEEN_ROUNDS;
        Cadence cadence = behaviour.cadence();
        long next = cadence.nextBeat(beat, now);
        long left = (next - beat) / cadence.period().toNanos() - 1;
        if (left > 0) {
            watch.leftOut(left);
        }
        beat = next;
        wakeAt = Math.max(now, beat + cadence.swing(random));
    }
}
