package dev.softclick.app.doctor;

import dev.softclick.link.LinkSettings;
import dev.softclick.link.TopicName;
import dev.softclick.sim.Checked;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.KeyGeneration;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimLock;
import dev.softclick.sim.SimName;
import dev.softclick.sim.SimStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what keeps a modem with this SIM from its cloud. The SIM is taken meanwhile, so that no modem starts with it.
 *
 * @param sim which SIM of the home
 * @param cloud where to look for the cloud instead of where the SIM says
 * @param topic what to publish and subscribe to; the thing's name is added, as the modem does
 * @param force also connects when a modem uses the SIM, and so throws that off
 * @param settings the link's waits
 */
public record Checkup(Path home, SimName sim, Where cloud, String topic, boolean force, LinkSettings settings, InstantSource clock) {
    /** Where the cloud is looked for. */
    public sealed interface Where {
        /** Where the SIM says. */
        record AsTheSimSays() implements Where {}

        /** In the home. */
        record Local() implements Where {}

        /** There. */
        record At(Endpoint endpoint) implements Where {}
    }

    /** Runs all checks; what comes of them is told one by one. */
    public void run(Audience audience) throws InterruptedException {
        Tally tally = new Tally(audience);
        examine(tally);
        for (Check check : EnumSet.complementOf(tally.done())) {
            audience.found(Finding.notTried(check, "not tried"));
        }
    }

    private void examine(Audience audience) throws InterruptedException {
        SimDirectory directory;
        switch (new SimStore(home, clock).open(sim)) {
            case Checked.Sound<SimDirectory>(SimDirectory there) -> directory = there;
            case Checked.Faulty<SimDirectory>(SimFault fault) -> {
                audience.found(Finding.wrong(Check.SIM, fault.text(), Advice.about(fault.reason(), sim.text(), false)));
                return;
            }
        }
        Instant now = clock.instant();
        Optional<SimCheck.Usable> usable = SimCheck.sim(directory, sim.text(), now, audience);
        audience.found(SimCheck.clock(directory, now));
        if (usable.isPresent()) {
            try (CloudPlace place = place(directory, audience)) {
                if (place != null) {
                    connect(directory, usable.get(), place, audience);
                }
            }
        }
    }

    private @Nullable CloudPlace place(SimDirectory directory, Audience audience) {
        Optional<Endpoint> imported = directory.keys()
                .flatMap(checked -> checked instanceof Checked.Sound<KeyGeneration>(KeyGeneration current) ? current.endpoint() : Optional.empty());
        CloudPlace place = switch (cloud) {
            case Where.At(Endpoint endpoint) -> CloudPlace.at(endpoint, "mqtts://" + endpoint + ", as --cloud says");
            case Where.AsTheSimSays _ when imported.isPresent() -> CloudPlace.at(imported.get(), "mqtts://" + imported.get() + ", as the SIM says");
            case Where.Local _ when imported.isPresent() -> {
                audience.found(Finding.wrong(
                        Check.CLOUD, "the SIM was imported for " + imported.get() + ", and the local cloud does not know its certificate",
                        "leave --cloud away, or use a SIM of 'softclick sim new'"));
                yield null;
            }
            case Where.Local _, Where.AsTheSimSays _ -> local(audience);
        };
        if (place != null) {
            audience.found(Finding.ok(Check.CLOUD, place.text()));
        }
        return place;
    }

    private @Nullable CloudPlace local(Audience audience) {
        try {
            return CloudPlace.local(home);
        } catch (IOException e) {
            audience.found(Finding.wrong(
                    Check.CLOUD, "the local cloud can't be started: " + e.getMessage(), "see what is in its way; 'softclick run' has the same trouble"));
            return null;
        }
    }

    private void connect(SimDirectory directory, SimCheck.Usable usable, CloudPlace place, Audience audience) throws InterruptedException {
        switch (directory.lock()) {
            case Checked.Sound<SimLock>(SimLock lock) -> {
                try (lock) {
                    networks(usable, place, null, audience);
                }
            }
            case Checked.Faulty<SimLock>(SimFault fault) when fault.reason() == SimFault.Reason.IN_USE -> networks(
                    usable, place,
                    force ? null : "not tried: a modem has this SIM (" + fault.text() + ") and would be thrown off; stop it first, or give --force", audience);
            case Checked.Faulty<SimLock>(SimFault fault) ->
                audience.found(Finding.wrong(Check.NETWORK, fault.text(), Advice.about(fault.reason(), sim.text(), place.local())));
        }
    }

    private void networks(SimCheck.Usable usable, CloudPlace place, @Nullable String before, Audience audience) throws InterruptedException {
        String thing = usable.identity().thing().text();
        Advice advice = new Advice(sim.text(), thing, place);
        boolean allowed = false;
        for (NetworkProfile network : usable.identity().networks()) {
            NetworkCheck check = new NetworkCheck(network, usable.material().at(place.endpoint()), thing, advice, before, audience);
            Optional<ProbeLink> link = check.walk(settings);
            if (link.isPresent()) {
                try (ProbeLink open = link.get()) {
                    if (!allowed) {
                        allowed = true;
                        topics(open, topic + "/" + thing, advice, audience);
                    }
                }
            }
        }
    }

    private void topics(ProbeLink link, String whole, Advice advice, Audience audience) throws InterruptedException {
        if (TopicName.of(whole).isPresent()) {
            new TopicCheck(link, whole, advice, settings.pubackTimeout(), new SecureRandom(), audience).walk();
        } else {
            audience.found(Finding.wrong(Check.SUBSCRIBE, "'" + whole + "' is longer than a topic may be", "give a shorter --topic"));
        }
    }

    /** Notes which checks were told of. */
    private static final class Tally implements Audience {
        private final Audience behind;
        private final EnumSet<Check> done = EnumSet.noneOf(Check.class);

        Tally(Audience behind) {
            this.behind = behind;
        }

        EnumSet<Check> done() {
            return done;
        }

        @Override
        public void found(Finding finding) {
            done.add(finding.check());
            behind.found(finding);
        }

        @Override
        public void waiting(Check check, Duration soFar) {
            behind.waiting(check, soFar);
        }
    }

    /** Whether nothing is wrong. */
    public static boolean sound(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.mark() == Mark.WRONG);
    }
}
