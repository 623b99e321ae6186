package dev.softclick.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The folders {@code keys-N} of one SIM. The highest complete one counts; the one before it and the one that the cloud last took are kept, others go. */
final class Generations {
    private static final String PREFIX = "keys-";
    private static final String NEW = ".new-";
    private static final String OLD = ".old-";
    /** A folder that was being written this long ago was left behind by a crash. */
    private static final Duration LEFTOVER_AGE = Duration.ofHours(1);
    /** How often others may change the folder in between, before it is given up. */
    private static final int ATTEMPTS = 16;
    /** 18 digits, which a long holds. */
    private static final long MAX_GENERATION = 999_999_999_999_999_999L;

    private final Path sim;
    private final ConnectedMark connected;

    Generations(Path sim, ConnectedMark connected) {
        this.sim = sim;
        this.connected = connected;
    }

    /** The one that counts, if there is any. */
    Optional<KeyFolder> current() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<KeyFolder> listed = all();
            Optional<KeyFolder> complete = listed.stream().filter(KeyFolder::isComplete).findFirst();
            // A listing is no snapshot: while others install, it may miss what is new and name what is gone. What it says first must still
            // be there, and that there is nothing must be said twice.
            boolean gone = listed.stream()
                    .takeWhile(folder -> !complete.equals(Optional.of(folder)))
                    .anyMatch(folder -> !Files.exists(folder.path()));
            if (!gone && (complete.isPresent() || all().equals(listed))) {
                return complete;
            }
        }
        throw new IOException("its generations change faster than they can be read");
    }

    /** That one, if it is there and complete. */
    Optional<KeyFolder> complete(long generation) {
        return Optional.of(folder(generation)).filter(KeyFolder::isComplete);
    }

    /** The complete ones, the highest first. */
    List<KeyFolder> complete() throws IOException {
        return all().stream().filter(KeyFolder::isComplete).toList();
    }

    /** Adds one: it is written aside and gets its name when all of it is on the disk. Gives its number. */
    long add(Credentials credentials, byte[] key, Optional<Endpoint> endpoint) throws IOException {
        Path aside = PrivateFiles.makeFolder(sim, NEW);
        try {
            KeyFolder.fill(aside, credentials, key, endpoint);
            for (int attempt = 1; ; attempt++) {
                KeyFolder next = folder(all().stream().findFirst().map(KeyFolder::generation).orElse(0L) + 1);
                if (next.generation() > MAX_GENERATION) {
                    throw new IOException("no generation number is left");
                }
                try {
                    PrivateFiles.rename(aside, next.path());
                    return next.generation();
                } catch (IOException e) {
                    if (attempt == ATTEMPTS || !Files.exists(next.path())) {
                        throw e;
                    }
                }
            }
        } finally {
            PrivateFiles.delete(aside);
        }
    }

    /**
     * Deletes what is older than the one before the current one, except what the cloud last took, and what a crash left behind; what can't be now stays for the next time.
     */
    void clean(Instant now) {
        try {
            for (Path hidden : PrivateFiles.list(sim, ".{new,old}-*")) {
                boolean old = hidden.getFileName().toString().startsWith(OLD);
                if (old || Files.getLastModifiedTime(hidden).toInstant().plus(LEFTOVER_AGE).isBefore(now)) {
                    PrivateFiles.delete(hidden);
                }
            }
            long kept = all().stream().filter(KeyFolder::isComplete).skip(1).findFirst().map(KeyFolder::generation).orElse(0L);
            // The lowest first: never is an old one left to read while a newer one is gone.
            for (KeyFolder folder : all().reversed()) {
                if (folder.generation() < kept) {
                    drop(folder);
                }
            }
        } catch (IOException e) {
            // Another process cleans up at the same time, or the disk has a fault; the generation that counts is in place either way.
        }
    }

    /** Renamed first: no reader takes half of it for the whole. */
    private void drop(KeyFolder folder) throws IOException {
        Path old = sim.resolve(OLD + folder.generation());
        if (connected.unlessTaken(folder.generation(), () -> Files.move(folder.path(), old))) {
            PrivateFiles.delete(old);
        }
    }

    /** Complete or not, the highest first. */
    private List<KeyFolder> all() throws IOException {
        List<KeyFolder> folders = new ArrayList<>();
        for (Path entry : PrivateFiles.list(sim, PREFIX + "*")) {
            String number = entry.getFileName().toString().substring(PREFIX.length());
            // "keys-01" or "keys-old" is somebody's copy.
            if (LuhnDigit.isDigits(number, 1, 18) && !number.startsWith("0")) {
                folders.add(folder(Long.parseLong(number)));
            }
        }
        folders.sort(Comparator.comparingLong(KeyFolder::generation).reversed());
        return folders;
    }

    /** The one of that number, whether it is there or not. */
    KeyFolder folder(long generation) {
        return new KeyFolder(sim.resolve(PREFIX + generation), generation);
    }

    /** The folder of the SIM, for faults. */
    @Override
    public String toString() {
        return sim.toString();
    }
}
