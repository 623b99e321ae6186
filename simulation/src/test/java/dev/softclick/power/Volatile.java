package dev.softclick.power;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** What of a folder is in memory only: contents by file, names by the folder they are in. Paths are real ones. */
final class Volatile {
    private final Set<Object> contents = new HashSet<>();
    private final Deque<Name> names = new ArrayDeque<>();

    /** How to take back a change of a name. */
    @FunctionalInterface
    interface Undo {
        void run() throws IOException;
    }

    private record Name(Path folder, Undo undo) {}

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    }

    /** The content of a file was changed. */
    void content(Path file) throws IOException {
        contents.add(key(file));
    }

    /** A name was changed; the newest first is how they are taken back. */
    void name(Path path, Undo undo) {
        names.addFirst(new Name(path.toAbsolutePath().normalize().getParent(), undo));
    }

    /** A file's content, or the names in a folder, are on the disk now. */
    void forced(Path path) throws IOException {
        contents.remove(key(path));
        Path folder = path.toAbsolutePath().normalize();
        names.removeIf(name -> name.folder().equals(folder));
    }

    /** Makes the disk below {@code root} what is left of it. */
    void lose(Path root, Loss loss) throws IOException {
        if (loss == Loss.NOTHING) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (contents.contains(attributes.fileKey())) {
                    Files.write(file, new byte[0]);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        if (loss == Loss.EVERYTHING) {
            for (Name name : names) {
                name.undo().run();
            }
        }
    }

    /** Takes back that something was made there. */
    static Undo made(Path path) {
        return () -> deleteAll(path);
    }

    /** Takes back that it is gone; to be called while it is there still. */
    static Undo gone(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return () -> Files.createDirectory(path);
        }
        byte[] content = Files.readAllBytes(path);
        return () -> Files.write(path, content);
    }

    /** Takes back a new name; to be called before. */
    static Undo moved(Path from, Path to) throws IOException {
        Undo target = Files.exists(to, LinkOption.NOFOLLOW_LINKS) ? gone(to) : () -> {};
        return () -> {
            // An older change may have been the making of either.
            if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(to, from, StandardCopyOption.ATOMIC_MOVE);
            }
            target.run();
        };
    }

    private static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (var entries = Files.list(path)) {
                for (Path entry : entries.toList()) {
                    deleteAll(entry);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
