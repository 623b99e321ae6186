package dev.softclick.sim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The bytes of a small file, never more than a bound; and what I/O errors are called. */
final class FileBytes {
    private FileBytes() {}

    /** Reads a file; {@link SimFault.Reason#ABSENT} when there is none, {@link SimFault.Reason#BAD_PEM} never. */
    static Checked<byte[]> read(Path file, int limit) {
        try {
            if (Files.isDirectory(file)) {
                return Checked.faulty(SimFault.Reason.UNREADABLE, file + ": is a folder, not a file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(limit + 1);
                return bytes.length > limit
                        ? Checked.faulty(SimFault.Reason.UNREADABLE, file + ": " + tooLarge(limit))
                        : Checked.sound(bytes);
            }
        } catch (NoSuchFileException e) {
            return Checked.faulty(SimFault.Reason.ABSENT, file + ": no such file");
        } catch (IOException e) {
            return Checked.faulty(SimFault.Reason.UNREADABLE, file + ": can't be read: " + words(e));
        }
    }

    static String tooLarge(int limit) {
        return "is larger than " + limit / 1024 + " KiB: is it the right file?";
    }

    /** What went wrong, without the path that most I/O exceptions have for a message. */
    static String words(IOException e) {
        return switch (e) {
            case NoSuchFileException none -> "no such file or folder";
            case AccessDeniedException denied -> "permission denied";
            case NotDirectoryException file -> "not a folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getMessage() == null || e instanceof FileSystemException ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
