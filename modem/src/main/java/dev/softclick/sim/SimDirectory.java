package dev.softclick.sim;

import dev.softclick.sim.SimFault.Reason;
import dev.softclick.sim.pkcs11.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A SIM as a folder: {@code identity.properties}, and {@code keys-N} for each generation N of security material, of which the highest
 * complete one counts, and {@code connected}, which names the one that the cloud last took. Identity and generations appear whole or not at all, also after a crash; folders have mode 0700, files 0600. Any
 * thread may call it, and other processes may write meanwhile.
 */
public final class SimDirectory implements SecureSim {
    private final Path path;
    private final InstantSource clock;
    private final Generations generations;
    private final ConnectedMark connected;
    private final UsableKeys keys;

    /** The SIM in this folder, which is looked at when it is read. */
    public SimDirectory(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
        this.connected = new ConnectedMark(path);
        this.generations = new Generations(path, connected);
        this.keys = new UsableKeys(path, clock, generations, connected);
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

    /** What is wrong with the mode of its folder, which holds keys: in words, with the way to mend it. */
    public Optional<String> exposed() {
        return PrivateFiles.exposed(path).map(words -> path + ": " + words);
    }

    /** Reads the SIM; one for the local cloud is unusable this way ({@link #at} says where that runs). */
    @Override
    public SimReading read() {
        return read(Optional.empty());
    }

    /** Remembers it in the file {@code connected}, which is written only when the number changes. */
    @Override
    public void connected(long generation) {
        keys.connected(generation);
    }

    /** The generation that the cloud last took; empty when none was taken yet. */
    public OptionalLong connected() {
        return connected.read();
    }

    /** This SIM, used with the cloud at {@code endpoint} instead of the one that it names. */
    public SecureSim at(Endpoint endpoint) {
        return new SecureSim() {
            @Override
            public SimReading read() {
                return SimDirectory.this.read(Optional.of(endpoint));
            }

            @Override
            public void connected(long generation) {
                SimDirectory.this.connected(generation);
            }
        };
    }

    /** Who it is, without a look at its keys. */
    public Checked<SimIdentity> identity() {
        return Files.isDirectory(path)
                ? IdentityFile.read(path.resolve(IdentityFile.NAME))
                : Checked.faulty(Reason.ABSENT, path + ": there is no SIM");
    }

    /**
     * What the newest security material is for; empty while there is none, faulty when that can't be read. To look at the material itself, as
     * {@link #keys()} does, takes the time to read certificates and to try the key.
     */
    public Optional<Checked<KeyLabel>> label() {
        return keys.label();
    }

    /** Whether its security material is for the local cloud of the same home. False while there is none that can be read. */
    public boolean isLocal() {
        return keys().filter(checked -> checked instanceof Checked.Sound<KeyGeneration>(KeyGeneration current) && current.endpoint().isEmpty())
                .isPresent();
    }

    /**
     * The security material that counts, also when it has expired; empty while there is none, faulty when it can't be read. When the newest can't be
     * read, it is the one that the cloud last took.
     */
    public Optional<Checked<KeyGeneration>> keys() {
        return keys.current();
    }

    /** All generations on the SIM that can be read, in date or not, the newest first. */
    public List<KeyGeneration> generations() {
        return keys.readable();
    }

    /** Why the newest security material can't be used with the cloud at {@code endpoint}, also when an older one is used for it. */
    public Optional<SimFault> newestFault(Endpoint endpoint) {
        return keys.newestFault(Optional.of(endpoint));
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
        return switch (identity()) {
            case Checked.Faulty<SimIdentity>(SimFault fault) -> new SimReading.Unusable(Optional.empty(), fault);
            case Checked.Sound<SimIdentity>(SimIdentity identity) -> keys.read(identity, override);
        };
    }

    private Checked<Long> install(Credentials credentials, Optional<Endpoint> endpoint) {
        Optional<byte[]> key = credentials.key() instanceof TokenKey token
                ? Optional.of(TokenKeyFile.format(token.address()))
                : PemText.of(credentials.key());
        if (key.isEmpty()) {
            return Checked.faulty(Reason.UNWRITABLE, path + ": the private key does not leave its token");
        }
        try {
            long added = generations.add(credentials, key.get(), endpoint);
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
