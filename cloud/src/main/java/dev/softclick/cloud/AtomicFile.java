package dev.softclick.cloud;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Files that are whole or not there, readable by their owner alone from the first moment on. */
final class AtomicFile {
    private AtomicFile() {
    }

    /** Makes the folder and its parents, down to the disk; those that are new have mode 0700. */
    static void createFolder(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(folder)) {
            return;
        }
        createFolder(parent);
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            force(parent);
        } catch (AccessDeniedException e) {
            // One that we may change but not list.
        }
    }

    /** Brings the names in a folder down to the disk. */
    private static void force(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** @throws IOException with the way to mend it, when others than its owner may use the file */
    static void requirePrivate(Path file) throws IOException {
        String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!rights.endsWith("------")) {
            throw new IOException(file + ": others than its owner may use it (mode " + rights + "): chmod 600 " + file);
        }
    }

    /** Writes a file of mode 0600: beside its place, to the disk, then over the old one. */
    static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            try (FileChannel channel = FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        // The rename itself reaches the disk with the folder.
        force(file.toAbsolutePath().resolveSibling("."));
    }
}
