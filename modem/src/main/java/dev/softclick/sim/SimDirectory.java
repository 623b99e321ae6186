package dev.softclick.sim;

import dev.softclick.sim.SimFault.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A SIM as a folder: {@code identity.properties}, and {@code keys-N} for each generation N of security material, of which the highest
 * complete one counts. Identity and generations appear whole or not at all, also after a crash; folders have mode 0700, files 0600. Any
 * thread may call it, and other processes may write meanwhile.
 */
public final class SimDirectory implements SecureSim {
    private final Path path;
    private final InstantSource clock;
    private final Generations generations;
    private final CurrentKeys keys;

    /** The SIM in this folder, which is looked at when it is read. */
    public SimDirectory(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
        this.generations = new Generations(path);
        this.keys = new CurrentKeys(generations);
    }

    /** Makes a new SIM, without security material. {@link Reason#EXISTS} when something is there already. */
    public static Checked<SimDirectory> create(Path path, SimIdentity identity, InstantSource clock) {
        Path parent = path.resolveSibling(".");
        try {
            PrivateFiles.makeFolders(parent);
            Path aside = PrivateFiles.makeFolder(parent, ".new-");
            try {
                PrivateFiles.write(aside.resolve(IdentityFile.NAME), IdentityFile.format(identity));
                PrivateFiles.sync(aside);
                if (!Files.exists(path)) {
                    PrivateFiles.rename(aside, path);
                    return Checked.sound(new SimDirectory(path, clock));
                }
            } finally {
                PrivateFiles.delete(aside);
            }
            return Checked.faulty(Reason.EXISTS, path + ": exists already");
        } catch (IOException e) {
            return Files.exists(path) ? Checked.faulty(Reason.EXISTS, path + ": exists already") : unwritable(path, e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Reads the SIM; one for the local cloud is unusable this way ({@link #at} says where that runs). */
    @Override
    public SimReading read() {
        return read(Optional.empty());
    }

    /** This SIM, used with the cloud at {@code endpoint} instead of the one that it names. */
    public SecureSim at(Endpoint endpoint) {
        return () -> read(Optional.of(endpoint));
    }

    /** Whether its security material is for the local cloud of the same home. False while there is none that can be read. */
    public boolean isLocal() {
        return keys().filter(checked -> checked instanceof Checked.Sound<KeyGeneration>(KeyGeneration current) && current.endpoint().isEmpty())
                .isPresent();
    }

    /** The security material that counts, also when it has expired; empty while there is none, faulty when it can't be read. */
    public Optional<Checked<KeyGeneration>> keys() {
        return switch (keys.read()) {
            case CurrentKeys.None none -> Optional.empty();
            case CurrentKeys.Unreadable(SimFault fault) -> Optional.of(new Checked.Faulty<>(fault));
            case CurrentKeys.Found found -> Optional.of(found.content().then(content -> Checked.sound(
                    new KeyGeneration(found.folder().generation(), content.endpoint(), content.credentials()))));
        };
    }

    /** Changes who the SIM is, in one step. */
    public Checked<SimIdentity> identify(SimIdentity identity) {
        try {
            PrivateFiles.replace(path.resolve(IdentityFile.NAME), IdentityFile.format(identity));
            return Checked.sound(identity);
        } catch (IOException e) {
            return unwritable(path, e);
        }
    }

    /** Adds the next generation of security material, for the cloud at {@code endpoint}; gives its number. */
    public Checked<Long> install(Credentials credentials, Endpoint endpoint) {
        return install(credentials, Optional.of(endpoint));
    }

    /** Adds the next generation of security material, for the local cloud of the same home; gives its number. */
    public Checked<Long> installLocal(Credentials credentials) {
        return install(credentials, Optional.empty());
    }

    /** Takes the SIM for one modem. {@link Reason#IN_USE}, with the process if it is known, when another one has it. */
    public Checked<SimLock> lock() {
        return SimLock.take(path);
    }

    private SimReading read(Optional<Endpoint> override) {
        if (!Files.isDirectory(path)) {
            return new SimReading.Unusable(Optional.empty(), new SimFault(Reason.ABSENT, path + ": there is no SIM"));
        }
        return switch (IdentityFile.read(path.resolve(IdentityFile.NAME))) {
            case Checked.Faulty<SimIdentity>(SimFault fault) -> new SimReading.Unusable(Optional.empty(), fault);
            case Checked.Sound<SimIdentity>(SimIdentity identity) -> switch (keys.read()) {
                case CurrentKeys.None none -> new SimReading.NoKeys(identity);
                case CurrentKeys.Unreadable(SimFault fault) -> new SimReading.Unusable(Optional.of(identity), fault);
                case CurrentKeys.Found found -> switch (material(found, override)) {
                    case Checked.Sound<SecurityMaterial>(SecurityMaterial material) -> new SimReading.Keys(identity, material);
                    case Checked.Faulty<SecurityMaterial>(SimFault fault) -> new SimReading.Unusable(Optional.of(identity), fault);
                };
            };
        };
    }

    private Checked<SecurityMaterial> material(CurrentKeys.Found found, Optional<Endpoint> override) {
        return found.content().then(content -> CredentialCheck
                .validAt(clock.instant(), content.credentials(), found.folder().certificateName())
                .then(good -> override.or(content::endpoint)
                        .map(endpoint -> Checked.sound(new SecurityMaterial(
                                found.folder().generation(), endpoint, good.chain(), good.key(), good.trusted())))
                        .orElseGet(() -> Checked.faulty(Reason.BAD_ENDPOINT,
                                path + ": the SIM is for the local cloud of its home, which is not used here"))));
    }

    private Checked<Long> install(Credentials credentials, Optional<Endpoint> endpoint) {
        Optional<byte[]> key = PemText.of(credentials.key());
        if (key.isEmpty()) {
            return Checked.faulty(Reason.UNWRITABLE, path + ": the private key does not leave its token");
        }
        try {
            long added = generations.add(PemText.of(credentials.chain()), key.get(), PemText.of(credentials.trusted()), endpoint);
            generations.clean(clock.instant());
            return Checked.sound(added);
        } catch (IOException e) {
            return unwritable(path, e);
        }
    }

    private static <T> Checked<T> unwritable(Path path, IOException e) {
        return Checked.faulty(Reason.UNWRITABLE, path + ": can't be written: " + FileBytes.words(e));
    }
}
