package dev.softclick.simulation.world;

import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.NetworkRoute;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The ways to the cloud and the trouble each of them has. */
final class Networks {
    /** What happens to a connection that is being made. */
    enum Way {
        OPEN(null),
        UNKNOWN_HOST(Cause.DNS),
        REFUSES(Cause.CONNECTION_REFUSED),
        UNREACHABLE(Cause.NETWORK_UNREACHABLE),
        BLACK_HOLE(Cause.CONNECT_TIMEOUT);

        final @Nullable Cause cause;

        Way(@Nullable Cause cause) {
            this.cause = cause;
        }
    }

    /** What happens to the handshake. */
    enum Handshake {
        WORKS(null),
        SILENT(Cause.TLS_TIMEOUT),
        FAILS(Cause.TLS_FAILED),
        NOT_TRUSTED(Cause.SERVER_NOT_TRUSTED),
        EXPIRED(Cause.SERVER_EXPIRED),
        WRONG_NAME(Cause.SERVER_NAME_MISMATCH),
        ALERT(Cause.TLS_ALERT_CERTIFICATE);

        final @Nullable Cause cause;

        Handshake(@Nullable Cause cause) {
            this.cause = cause;
        }
    }

    private static final long LEAST_LATENCY = 5_000_000L;
    private static final long USUAL_LATENCY = 80_000_000L;

    private final Way[] ways;
    private final SplittableRandom random;
    private Handshake handshake = Handshake.WORKS;
    private long worstLatency;

    Networks(int count, SplittableRandom random) {
        ways = new Way[count];
        java.util.Arrays.fill(ways, Way.OPEN);
        this.random = random;
    }

    int count() {
        return ways.length;
    }

    void way(int network, Way way) {
        ways[network] = way;
    }

    Way way(NetworkRoute route) {
        return ways[index(route)];
    }

    void handshake(Handshake now) {
        handshake = now;
    }

    Handshake handshake() {
        return handshake;
    }

    void worstLatency(long nanos) {
        worstLatency = nanos;
    }

    /** How long the next packet is under way. */
    long latency() {
        long usual = random.nextLong(LEAST_LATENCY, USUAL_LATENCY);
        return worstLatency > 0 && random.nextInt(4) == 0 ? usual + random.nextLong(worstLatency) : usual;
    }

    boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    void mend() {
        java.util.Arrays.fill(ways, Way.OPEN);
        handshake = Handshake.WORKS;
        worstLatency = 0;
    }

    static int index(NetworkRoute route) {
        return route.from().map(name -> name.charAt(name.length() - 1) - '0').orElse(0);
    }

    static LinkFault fault(Cause cause) {
        return new LinkFault(cause, "simulated: " + cause);
    }
}
