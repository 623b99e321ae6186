package dev.softclick.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The SIMs of one home: the folder {@code sims} with a {@link SimDirectory} for each, named by its {@link SimName}. Any thread may call it.
 */
public final class SimStore {
    private final Path sims;
    private final InstantSource clock;

    /** The store of a home folder, which need not be there yet. */
    public SimStore(Path home, InstantSource clock) {
        this.sims = home.resolve("sims");
        this.clock = clock;
    }

    /** Makes a new SIM without security material, and the folders above it. {@link SimFault.Reason#EXISTS} when the name is taken. */
    public Checked<SimDirectory> create(SimName name, SimIdentity identity) {
        Path path = sims.resolve(name.text());
        return Files.exists(path) ? exists(name, path) : switch (SimDirectory.create(path, identity, clock)) {
            // Somebody else was faster.
            case Checked.Faulty<SimDirectory>(SimFault fault) when fault.reason() == SimFault.Reason.EXISTS -> exists(name, path);
            case Checked.Faulty<SimDirectory> faulty -> faulty;
            case Checked.Sound<SimDirectory> sound -> sound;
        };
    }

    /** The SIM of this name; {@link SimFault.Reason#ABSENT} when there is none. What is on it is not looked at. */
    public Checked<SimDirectory> open(SimName name) {
        Path path = sims.resolve(name.text());
        return Files.isDirectory(path)
                ? Checked.sound(new SimDirectory(path, clock))
                : Checked.faulty(SimFault.Reason.ABSENT, "there is no SIM '" + name + "' in " + sims);
    }

    /** The names of all SIMs, sorted; none when there is no store yet. */
    public Checked<List<SimName>> names() {
        List<SimName> names = new ArrayList<>();
        // What can't be looked at neither exists nor not: listing it says why.
        if (!Files.notExists(sims)) {
            try {
                for (Path entry : PrivateFiles.list(sims, "*")) {
                    String name = entry.getFileName().toString();
                    if (SimName.isName(name) && Files.isDirectory(entry)) {
                        names.add(new SimName(name));
                    }
                }
            } catch (IOException e) {
                return Checked.faulty(SimFault.Reason.UNREADABLE, sims + ": can't be read: " + FileBytes.words(e));
            }
        }
        names.sort(null);
        return Checked.sound(List.copyOf(names));
    }

    private static Checked<SimDirectory> exists(SimName name, Path path) {
        return Checked.faulty(SimFault.Reason.EXISTS, "there is a SIM '" + name + "' already, in " + path);
    }
}
