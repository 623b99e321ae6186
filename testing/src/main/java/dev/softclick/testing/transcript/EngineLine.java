package dev.softclick.testing.transcript;

import dev.softclick.firmware.CommandSet;
import dev.softclick.firmware.Modem;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.firmware.command.CommandIndex;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A modem engine as a line, in virtual time: hours pass in no time, and every run is the same. The wire is infinitely fast, and takes what the modem
 * says at once.
 */
public final class EngineLine implements TranscriptLine {
    private static final long SEED = 1;

    private final Modem modem;
    private final EngineCloud cloud;
    private final ArrayDeque<Chunk> said = new ArrayDeque<>();
    private long now;

    /** That engine, with that cloud behind it. */
    public EngineLine(Modem modem, EngineCloud cloud) {
        this.modem = modem;
        this.cloud = cloud;
    }

    /** The AnyNet Click, set up like this, with its usual SIM. */
    public static EngineLine of(ModemSettings settings) {
        return of(settings, CommandIndex.all(), new EngineSim());
    }

    /** A modem with these commands and this SIM. */
    public static EngineLine of(ModemSettings settings, CommandSet commands, EngineSim sim) {
        return new EngineLine(new Modem(settings, commands, sim, new SplittableRandom(SEED)), new EngineCloud());
    }

    /** What names stand for with the usual SIM. */
    public static Map<String, String> variables(ModemSettings settings) {
        return RunVariables.of(settings.dialect(), EngineSim.IDENTITY, settings.version());
    }

    /** The cloud behind the modem. */
    public EngineCloud cloud() {
        return cloud;
    }

    /** The engine. */
    public Modem modem() {
        return modem;
    }

    @Override
    public void send(byte[] bytes) {
        int taken = 0;
        while (taken < bytes.length) {
            taken += modem.receive(bytes, taken, bytes.length - taken, now);
            settle();
        }
        settle();
    }

    @Override
    public @Nullable Chunk receive(long until) {
        settle();
        while (said.isEmpty() && modem.nextTimeout() <= until) {
            now = Math.max(now, modem.nextTimeout());
            modem.timeout(now);
            settle();
        }
        if (said.isEmpty()) {
            now = Math.max(now, until);
        }
        return said.poll();
    }

    @Override
    public long now() {
        return now;
    }

    /** Virtual time is exact. */
    @Override
    public Duration tolerance(int bytes) {
        return Duration.ZERO;
    }

    /** What is not said at once is said at another time. */
    @Override
    public Duration quietTime() {
        return Duration.ZERO;
    }

    @Override
    public void close() {}

    /** Lets everything that can happen now happen. */
    private void settle() {
        boolean more = true;
        while (more) {
            more = talkToCloud();
            byte[] bytes = modem.transmit(now);
            if (bytes != null) {
                said.add(new Chunk(now, bytes));
                more = true;
            }
            more |= talkToCloud();
        }
    }

    private boolean talkToCloud() {
        boolean talked = false;
        while (true) {
            LinkRequest request = modem.pollRequest();
            if (request != null) {
                cloud.request(request);
            } else {
                LinkEvent event = cloud.nextEvent();
                if (event == null) {
                    return talked;
                }
                modem.handle(event, now);
            }
            talked = true;
        }
    }
}
