package dev.softclick.app.cloud;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.plan.CloudChoice;
import dev.softclick.app.sim.RunSim;
import dev.softclick.app.sim.SimText;
import dev.softclick.sim.Checked;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.KeyLabel;
import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SimDirectory;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The cloud that a modem speaks to.
 *
 * @param place says where that is, as the {@code ready} line does
 * @param sim the SIM, as it is used with that cloud
 * @param network whether there is a network at all
 */
public record CloudSide(Supplier<String> place, SecureSim sim, boolean network) {
    /**
     * Decides, by what the SIM's keys are for; whether they can be used is seen later.
     *
     * @param asked what {@code --cloud} says: without it, the cloud that the SIM was made for
     * @param local is joined, if it is to be that
     * @throws CommandFailure when SIM and cloud can't work together
     * @throws IOException when the home can't be used
     */
    public static CloudSide of(RunSim sim, Optional<CloudChoice> asked, HomeCloud local) throws IOException {
        SimDirectory directory = sim.directory();
        Optional<Checked<KeyLabel>> label = directory.label();
        Optional<KeyLabel> known = label.flatMap(checked -> checked instanceof Checked.Sound<KeyLabel>(KeyLabel sound) ? Optional.of(sound) : Optional.empty());
        Optional<Endpoint> imported = known.flatMap(KeyLabel::endpoint);
        boolean forLocal = label.isEmpty() || known.isPresent() && imported.isEmpty();
        return switch (asked.orElse(forLocal ? new CloudChoice.Local() : null)) {
            case null -> at(imported.map(SimText::url).orElse("unknown"), directory);
            case CloudChoice.None none -> new CloudSide(() -> "none", directory.at(new Endpoint("localhost", Endpoint.MQTTS_PORT)), false);
            case CloudChoice.At(Endpoint endpoint) -> at(SimText.url(endpoint), directory.at(endpoint));
            case CloudChoice.Local _ -> {
                if (imported.isPresent()) {
                    throw new CommandFailure("the SIM '" + sim.name() + "' was imported for " + imported.get() + ", and the local cloud does not know its "
                            + "certificate: leave --cloud away, or use a SIM of 'softclick sim new'");
                }
                local.join();
                yield new CloudSide(local::endpoint, local.sim(directory), true);
            }
        };
    }

    private static CloudSide at(String text, SecureSim sim) {
        return new CloudSide(() -> text, sim, true);
    }

    /** Where it is now. */
    public String text() {
        return place.get();
    }
}
