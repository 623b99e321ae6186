package dev.softclick.faults;

import java.time.Duration;
import java.util.Optional;

/**
 * What a {@link FaultProxy} does to the connections that go through it.
 *
 * @param blackHole whether new connections are accepted and nothing of them is ever forwarded
 * @param delay how long each piece of bytes is held up, in each way
 * @param bytesPerSecond most that passes in each way; 0 is as fast as it goes
 * @param cut where new connections are reset
 * @param garbage what is put into new connections that nobody sent
 */
record Weather(boolean blackHole, Duration delay, int bytesPerSecond, Optional<Cut> cut, Optional<Garbage> garbage) {
    /** Reset when so many bytes have passed that way: the one that comes next is not forwarded. */
    record Cut(Way way, long after) {}

    /** Bytes that are put in once so many have passed that way. */
    record Garbage(Way way, long after, byte[] bytes) {}

    static final Weather FAIR = new Weather(false, Duration.ZERO, 0, Optional.empty(), Optional.empty());

    static Weather ofBlackHole() {
        return new Weather(true, Duration.ZERO, 0, Optional.empty(), Optional.empty());
    }

    static Weather ofDelay(Duration delay) {
        return new Weather(false, delay, 0, Optional.empty(), Optional.empty());
    }

    static Weather ofThrottle(int bytesPerSecond) {
        return new Weather(false, Duration.ZERO, bytesPerSecond, Optional.empty(), Optional.empty());
    }

    static Weather ofCut(Way way, long after) {
        return new Weather(false, Duration.ZERO, 0, Optional.of(new Cut(way, after)), Optional.empty());
    }

    static Weather ofGarbage(Way way, long after, byte[] bytes) {
        return new Weather(false, Duration.ZERO, 0, Optional.empty(), Optional.of(new Garbage(way, after, bytes)));
    }
}
