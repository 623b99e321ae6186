package dev.softclick.simulation.world;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The serial line. What is lost or added on it is so before the modem; the witnesses stand at the modem's connector, so they know exactly what it was
 * given.
 */
final class Line {
    private static final long LONGEST_GAP = 10_000_000L;
    private static final int BITS_A_BYTE = 10;

    private final World world;
    private final SplittableRandom random;
    private final int baud;
    private final boolean bytewise;
    private final ArrayDeque<byte[]> held = new ArrayDeque<>();
    private boolean chunks;
    private boolean noise;
    private boolean loss;
    private boolean reading = true;
    private boolean stalled;
    private boolean closed;
    private long lastArrival;
    private byte @Nullable [] atStalledHost;

    /** @param bytewise what arrives at one time is given to the modem byte by byte instead of at once */
    Line(World world, SplittableRandom random, int baud, boolean bytewise) {
        this.world = world;
        this.random = random;
        this.baud = baud;
        this.bytewise = bytewise;
    }

    void faults(boolean inChunks, boolean withNoise, boolean withLoss) {
        chunks = inChunks;
        noise = withNoise;
        loss = withLoss;
    }

    boolean lossy() {
        return loss || noise;
    }

    /** The host writes; {@code safe}: nothing of this is lost or disturbed. */
    void send(byte[] bytes, boolean safe) {
        if (closed) {
            return;
        }
        byte[] wire = safe ? bytes : disturbed(bytes);
        int from = 0;
        long at = Math.max(lastArrival, world.now());
        while (from < wire.length) {
            int to = chunks ? Math.min(wire.length, from + random.nextInt(1, 16)) : wire.length;
            while (to < wire.length && wire[to] == '\n') {
                to++; // a line feed comes with its carriage return: the 20 ms that it may take are nobody's business here
            }
            at += byteTime() * (to - from) + (chunks && from > 0 ? random.nextLong(LONGEST_GAP) : 0);
            byte[] chunk = java.util.Arrays.copyOfRange(wire, from, to);
            world.timeline().in(at - world.now(), () -> arrived(chunk));
            from = to;
        }
        lastArrival = at;
    }

    private byte[] disturbed(byte[] bytes) {
        if (!noise && !loss) {
            return bytes;
        }
        ByteArrayOutputStream wire = new ByteArrayOutputStream(bytes.length + 8);
        if (noise && random.nextInt(4) == 0) {
            byte[] garbage = {0, (byte) 0xFF, '\r', '"', 'A', '%', '\n', 'a', (byte) 0x80, '\r', 127, 8};
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                wire.write(garbage[random.nextInt(garbage.length)]);
            }
            wire.write('~');
        }
        for (byte b : bytes) {
            if (!loss || random.nextInt(250) != 0) {
                wire.write(b);
            } else {
                world.tell(new Seen.Weathered("a byte is lost"));
            }
        }
        return wire.toByteArray();
    }

    private void arrived(byte[] chunk) {
        if (!reading) {
            held.add(chunk);
            return;
        }
        if (bytewise) {
            for (byte b : chunk) {
                world.typed(new byte[] {b});
            }
        } else {
            world.typed(chunk);
        }
    }

    /** The modem reads its port, or not. */
    void reading(boolean on) {
        reading = on;
        if (on) {
            world.timeline().in(0, () -> {
                while (reading && !held.isEmpty()) {
                    arrived(held.remove());
                }
            });
        }
    }

    /** The modem says something; whether it has left at once. */
    boolean write(byte[] bytes) {
        if (closed) {
            return true;
        }
        if (stalled) {
            atStalledHost = bytes;
            return false;
        }
        return carry(bytes);
    }

    private boolean carry(byte[] bytes) {
        long takes = byteTime() * bytes.length;
        world.timeline().in(takes, () -> world.host().hear(bytes));
        if (takes == 0) {
            return true;
        }
        ModemRun talking = world.modem();
        world.timeline().in(takes, talking::wireFree);
        return false;
    }

    /** The host does not read, or reads again. */
    void stalled(boolean on) {
        stalled = on;
        byte[] waiting = atStalledHost;
        if (!on && waiting != null) {
            atStalledHost = null;
            if (closed || carry(waiting)) {
                world.modem().wireFree();
            }
        }
    }

    void closed(boolean on) {
        closed = on;
        if (on) {
            stalled(false);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** A modem was powered up: nothing is under way to it. */
    void clear() {
        held.clear();
        reading = true;
        atStalledHost = null;
    }

    private long byteTime() {
        return baud == 0 ? 0 : BITS_A_BYTE * 1_000_000_000L / baud;
    }
}
