package dev.softclick.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which generation of a SIM is used: the newest, and behind it the one that the cloud last took, for the case that the newest can't be used or is
 * refused.
 */
final class UsableKeys {
    private static final Logger LOG = LoggerFactory.getLogger(UsableKeys.class);

    private final Path sim;
    private final InstantSource clock;
    private final Generations generations;
    private final CurrentKeys keys;
    private final ConnectedMark connected;
    /** What was logged last: a SIM is read often, and says the same each time. */
    private final AtomicReference<String> said = new AtomicReference<>("");

    UsableKeys(Path sim, InstantSource clock, Generations generations, ConnectedMark connected) {
        this.sim = sim;
        this.clock = clock;
        this.generations = generations;
        this.keys = new CurrentKeys(generations);
        this.connected = connected;
    }

    /** Reads all of it; {@code override} is where the cloud is, in place of what the SIM says. */
    SimReading read(SimIdentity identity, Optional<Endpoint> override) {
        return switch (keys.read()) {
            case CurrentKeys.None none -> new SimReading.NoKeys(identity);
            case CurrentKeys.Unreadable(SimFault fault) -> instead(identity, Long.MAX_VALUE, fault, override);
            case CurrentKeys.Found found -> switch (material(found, override)) {
                case Checked.Sound<SecurityMaterial>(SecurityMaterial material) -> {
                    said.set("");
                    yield new SimReading.Keys(identity, material, takenBefore(material.generation(), override));
                }
                case Checked.Faulty<SecurityMaterial>(SimFault fault) -> instead(identity, found.folder().generation(), fault, override);
            };
        };
    }

    /** The generation that counts, in date or not: the newest, or the one taken before when that can't be read. */
    Optional<Checked<KeyGeneration>> current() {
        return switch (keys.read()) {
            case CurrentKeys.None none -> Optional.empty();
            case CurrentKeys.Unreadable(SimFault fault) -> Optional.of(instead(Long.MAX_VALUE, fault));
            case CurrentKeys.Found found -> Optional.of(switch (generation(found)) {
                case Checked.Sound<KeyGeneration> sound -> sound;
                case Checked.Faulty<KeyGeneration>(SimFault fault) -> instead(found.folder().generation(), fault);
            });
        };
    }

    /** What the one that counts is for. Only where the one taken before is for another cloud they are looked at, to know which of the two that is. */
    Optional<Checked<KeyLabel>> label() {
        try {
            Optional<Checked<KeyLabel>> newest = generations.current().map(KeyFolder::label);
            OptionalLong taken = connected.read();
            Optional<Checked<KeyLabel>> before = taken.isPresent() ? generations.complete(taken.getAsLong()).map(KeyFolder::label) : Optional.empty();
            return before.isEmpty() || newest.isEmpty() || newest.get().then(UsableKeys::place).equals(before.get().then(UsableKeys::place))
                    ? newest
                    : current().map(checked -> checked.then(keys -> Checked.sound(new KeyLabel(keys.number(), keys.endpoint()))));
        } catch (IOException e) {
            return Optional.of(new Checked.Faulty<>(CurrentKeys.unreadable(generations, e)));
        }
    }

    /** All that can be read, the newest first. */
    List<KeyGeneration> readable() {
        List<KeyGeneration> readable = new ArrayList<>();
        try {
            for (KeyFolder folder : generations.complete()) {
                if (keys.read(folder.generation()) instanceof CurrentKeys.Found found
                        && generation(found) instanceof Checked.Sound<KeyGeneration>(KeyGeneration sound)) {
                    readable.add(sound);
                }
            }
        } catch (IOException e) {
            LOG.warn("{}: can't be read: {}", sim, FileBytes.words(e));
        }
        return readable;
    }

    /** What is wrong with the newest one, if it is not used for it. */
    Optional<SimFault> newestFault(Optional<Endpoint> override) {
        return switch (keys.read()) {
            case CurrentKeys.None none -> Optional.empty();
            case CurrentKeys.Unreadable(SimFault fault) -> Optional.of(fault);
            case CurrentKeys.Found found -> material(found, override).faultIfAny();
        };
    }

    /** Remembers that the cloud has taken it, if it is on the SIM still. */
    void connected(long generation) {
        try {
            connected.write(generations.folder(generation));
        } catch (IOException e) {
            LOG.warn("{}: can't note that the cloud has taken keys {}: {}", sim, generation, FileBytes.words(e));
        }
    }

    private SimReading instead(SimIdentity identity, long newest, SimFault fault, Optional<Endpoint> override) {
        Optional<SecurityMaterial> before = takenBefore(newest, override);
        before.ifPresent(material -> {
            // Not the words: some name the time.
            String what = newest + " " + fault.reason() + " " + material.generation();
            if (!said.getAndSet(what).equals(what)) {
                LOG.warn(
                        "the newest keys of the SIM can't be used: {}; going on with keys {}, which the cloud has taken before",
                        fault.text(), material.generation());
            }
        });
        return before.<SimReading>map(material -> new SimReading.Keys(identity, material))
                .orElseGet(() -> new SimReading.Unusable(Optional.of(identity), fault));
    }

    private Checked<KeyGeneration> instead(long newest, SimFault fault) {
        return foundBefore(newest).map(UsableKeys::generation).filter(Checked.Sound.class::isInstance).orElseGet(() -> new Checked.Faulty<>(fault));
    }

    private Optional<SecurityMaterial> takenBefore(long newest, Optional<Endpoint> override) {
        return foundBefore(newest).flatMap(found -> material(found, override) instanceof Checked.Sound<SecurityMaterial>(SecurityMaterial material)
                ? Optional.of(material)
                : Optional.empty());
    }

    private Optional<CurrentKeys.Found> foundBefore(long newest) {
        OptionalLong taken = connected.read();
        return taken.isPresent() && taken.getAsLong() < newest && keys.read(taken.getAsLong()) instanceof CurrentKeys.Found found
                ? Optional.of(found)
                : Optional.empty();
    }

    private Checked<SecurityMaterial> material(CurrentKeys.Found found, Optional<Endpoint> override) {
        return found.content().then(content -> CredentialCheck
                .validAt(clock.instant(), content.credentials(), found.folder().certificateName())
                .then(good -> override.or(content::endpoint)
                        .map(endpoint -> Checked.sound(new SecurityMaterial(
                                found.folder().generation(), endpoint, good.chain(), good.key(), good.trusted())))
                        .orElseGet(() -> Checked.faulty(SimFault.Reason.BAD_ENDPOINT,
                                sim + ": the SIM is for the local cloud of its home, which is not used here"))));
    }

    private static Checked<Optional<Endpoint>> place(KeyLabel label) {
        return Checked.sound(label.endpoint());
    }

    private static Checked<KeyGeneration> generation(CurrentKeys.Found found) {
        return found.content().then(content ->
                Checked.sound(new KeyGeneration(found.folder().generation(), content.endpoint(), content.credentials())));
    }
}
