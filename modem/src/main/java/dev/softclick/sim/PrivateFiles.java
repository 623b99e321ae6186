package dev.softclick.sim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files of mode 0600 in folders of mode 0700, so from their creation on; and what makes them survive a crash whole. */
final class PrivateFiles {
    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] FILE = mode("rw-------");
    private static final FileAttribute<?>[] FOLDER = mode("rwx------");

    private PrivateFiles() {}

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    /** Makes the folder and those above it that are missing, down to the disk; what is there keeps its mode. */
    static void makeFolders(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(folder)) {
            return;
        }
        makeFolders(parent);
        Files.createDirectories(folder, FOLDER);
        try {
            sync(parent);
        } catch (AccessDeniedException e) {
            // One that we may change but not list.
        }
    }

    /** A new folder of an unused name. */
    static Path makeFolder(Path parent, String prefix) throws IOException {
        return Files.createTempDirectory(parent, prefix, FOLDER);
    }

    /** Writes a file that is not there yet, down to the disk. */
    static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), FILE);
    }

    /** Writes a file in place of the one there: whoever reads sees the old or the new one, whole. */
    static void replace(Path file, byte[] bytes) throws IOException {
        Path folder = makeFolder(file.resolveSibling("."), ".new-");
        try {
            Path temporary = folder.resolve(file.getFileName());
            write(temporary, bytes);
            rename(temporary, file);
        } finally {
            delete(folder);
        }
    }

    /**
     * What is wrong with the mode of a file or folder that only its owner may use, in words with the way to mend it; empty when nothing is, when it is
     * not there, and where files have no modes.
     */
    static Optional<String> exposed(Path path) {
        try {
            Set<PosixFilePermission> mode = POSIX ? Files.getPosixFilePermissions(path) : Set.of();
            String rights = PosixFilePermissions.toString(mode);
            boolean folder = Files.isDirectory(path);
            return rights.endsWith("------")
                    ? Optional.empty()
                    : Optional.of("others than its owner may use it (mode " + rights + "): chmod " + (folder ? "700 " : "600 ") + path);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Gives a file or folder its final name, in one step and down to the disk. */
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(to.resolveSibling("."));
    }

    /** Brings the names in a folder down to the disk. */
    static void sync(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** What is in a folder, by a pattern of the JDK's globs. */
    static List<Path> list(Path folder, String glob) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(paths::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return paths;
    }

    /** Deletes a file, or a folder with all in it, as far as it can be; links are not followed. */
    static void delete(Path path) {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                list(path, "*").forEach(PrivateFiles::delete);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // What stays is hidden from every reader, private, and tried again the next time.
        }
    }
}
