package dev.softclick.app.fleet.plan;

import dev.softclick.app.fleet.host.Behaviour;
import dev.softclick.at.Dialect;
import dev.softclick.link.MqttPolicy;
import dev.softclick.sim.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a fleet is to be and to do.
 *
 * @param modems how many, 1 to {@value #MAX_MODEMS}; 0: as many as the table of devices has
 * @param duration from the first modem's start to the end
 * @param baud line rate in bits a second; 0: unpaced
 * @param seed of all that is drawn: who is hit by a wave, when rounds come, what numbers are sent
 * @param endpoint where the cloud is; empty: the local cloud
 * @param devices who the members are
 * @param behaviours at least one
 */
public record FleetPlan(
        int modems,
        Ramp ramp,
        Duration duration,
        int baud,
        long seed,
        Dialect dialect,
        MqttPolicy mqtt,
        Optional<Endpoint> endpoint,
        Devices devices,
        List<Behaviour> behaviours,
        List<Wave> waves,
        Thresholds thresholds) {
    /** Most modems of a fleet. */
    public static final int MAX_MODEMS = 50_000;

    /** Keeps copies. */
    public FleetPlan {
        behaviours = List.copyOf(behaviours);
        waves = List.copyOf(waves);
    }

    /** Who the members are. */
    public sealed interface Devices {
        /** Made by the local CA, in memory or kept in a folder. */
        record Made(ThingPattern things, Optional<Path> folder) implements Devices {}

        /** Those of a CSV file, for a cloud whose authorities are in another. */
        record Table(Path table, Path authorities) implements Devices {}
    }

    /** The same with another length. */
    public FleetPlan lasting(Duration other) {
        return new FleetPlan(modems, ramp, other, baud, seed, dialect, mqtt, endpoint, devices, behaviours, waves, thresholds);
    }

    /** The same with another number of modems. */
    public FleetPlan of(int count) {
        return new FleetPlan(count, ramp, duration, baud, seed, dialect, mqtt, endpoint, devices, behaviours, waves, thresholds);
    }

    /** The same on lines that take no time. */
    public FleetPlan direct() {
        return new FleetPlan(modems, ramp, duration, 0, seed, dialect, mqtt, endpoint, devices, behaviours, waves, thresholds);
    }

    /** What the host of that member does: behaviours take turns, each as often as it has parts. */
    public Behaviour behaviour(int index) {
        int all = behaviours.stream().mapToInt(Behaviour::parts).sum();
        int place = index % all;
        for (Behaviour behaviour : behaviours) {
            place -= behaviour.parts();
            if (place < 0) {
                return behaviour;
            }
        }
        throw new IllegalStateException("a place is below the sum of all parts");
    }
}
