package dev.softclick.sim;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The generation that counts, or another one, read anew each time. Parsing keys and trying whether they fit takes milliseconds, so what came of it is kept
 * as long as the files have the same bytes.
 */
final class CurrentKeys {
    /** How often a generation may go away while it is read: each time there is a newer one. */
    private static final int ATTEMPTS = 16;

    private final Generations generations;
    private volatile @Nullable Found newest;
    private volatile @Nullable Found older;

    /** What a look gave. */
    sealed interface Look {}

    /** There is no complete generation. */
    record None() implements Look {}

    /** The files can't be read. */
    record Unreadable(SimFault fault) implements Look {}

    /** They were read; the content may be faulty all the same. {@code digest} is that of their bytes. */
    record Found(KeyFolder folder, byte[] digest, Checked<KeyFolder.Content> content) implements Look {
        /** The same while the files are; but a token may come and go. Empty when all has to be read anew. */
        private Optional<Found> asItIsNow() {
            return switch (content) {
                case Checked.Faulty<KeyFolder.Content>(SimFault fault) -> fault.reason() == SimFault.Reason.TOKEN ? Optional.empty() : Optional.of(this);
                case Checked.Sound<KeyFolder.Content>(KeyFolder.Content sound) -> Optional.of(CredentialCheck
                        .tokenFault(folder.keyName(), sound.credentials().key())
                        .map(fault -> new Found(folder, digest, new Checked.Faulty<>(fault)))
                        .orElse(this));
            };
        }
    }

    CurrentKeys(Generations generations) {
        this.generations = generations;
    }

    Look read() {
        try {
            Look look = new None();
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<KeyFolder> current = generations.current();
                if (current.isEmpty()) {
                    return new None();
                }
                switch (current.get().read()) {
                    case Checked.Sound<KeyFolder.Raw>(KeyFolder.Raw raw) -> {
                        return parsed(raw);
                    }
                    case Checked.Faulty<KeyFolder.Raw>(SimFault fault) -> {
                        look = new Unreadable(fault);
                        if (fault.reason() != SimFault.Reason.ABSENT) {
                            return look;
                        }
                    }
                }
            }
            return look;
        } catch (IOException e) {
            return new Unreadable(unreadable(generations, e));
        }
    }

    static SimFault unreadable(Generations generations, IOException e) {
        return new SimFault(SimFault.Reason.UNREADABLE, generations + ": can't be read: " + FileBytes.words(e));
    }

    /** That generation, if it is there. */
    Look read(long generation) {
        return generations.complete(generation).<Look>map(folder -> switch (folder.read()) {
            case Checked.Sound<KeyFolder.Raw>(KeyFolder.Raw raw) -> parsed(raw);
            case Checked.Faulty<KeyFolder.Raw>(SimFault fault) -> new Unreadable(fault);
        }).orElseGet(None::new);
    }

    private Found parsed(KeyFolder.Raw raw) {
        byte[] digest = raw.digest();
        for (Found known : new @Nullable Found[] {newest, older}) {
            if (known != null && known.folder().equals(raw.folder()) && Arrays.equals(known.digest(), digest)) {
                Optional<Found> current = known.asItIsNow();
                if (current.isPresent()) {
                    return current.get();
                }
            }
        }
        Found found = new Found(raw.folder(), digest, raw.parse());
        Found before = newest;
        if (before == null || before.folder().generation() <= raw.folder().generation()) {
            newest = found;
        } else {
            older = found;
        }
        return found;
    }
}
