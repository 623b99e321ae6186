package dev.softclick.app.console;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What goes wrong, as people see it: {@code softclick: one line} on standard error. */
public final class Complaint {
    /** Set to anything but the empty string, it adds stack traces. */
    static final String DEBUG = "SOFTCLICK_DEBUG";

    private Complaint() {}

    static void to(PrintStream err, String text) {
        err.println((Journal.heard() ? Journal.WARNING : "") + "softclick: " + text.strip().replaceAll("\\s*\\R\\s*", "; "));
        err.flush();
    }

    /** The line for a throwable; what nobody foresaw is called so. */
    public static String line(Throwable thrown) {
        String message = thrown.getMessage();
        boolean foreseen = thrown instanceof CommandFailure || thrown instanceof IOException || thrown instanceof UncheckedIOException;
        if (foreseen && message != null && !message.isBlank()) {
            return thrown instanceof FileSystemException file ? words(file) : message;
        }
        return "internal error (" + thrown + "); " + DEBUG + "=1 shows where";
    }

    /** The JDK's own exceptions say no more than the file, or the file and a reason. */
    private static String words(FileSystemException e) {
        return e.getFile() + ": " + switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such file";
            case FileAlreadyExistsException exists -> "is in the way: it is no folder";
            case NotDirectoryException file -> "is no folder";
            default -> e.getReason() == null ? "can't be used" : e.getReason();
        };
    }

    /** Whether stack traces were asked for. */
    public static boolean debug() {
        return !System.getenv().getOrDefault(DEBUG, "").isEmpty();
    }
}
