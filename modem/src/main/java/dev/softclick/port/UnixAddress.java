package dev.softclick.port;

import java.nio.file.Path;

/**
 * A Unix domain socket that listens: {@code unix:PATH}.
 *
 * @param path the file it makes
 */
public record UnixAddress(Path path) implements PortAddress {
    static final String KIND = "unix";

    static UnixAddress parse(String text, String path) {
        if (path.isEmpty() || path.endsWith("/") || path.indexOf('\0') >= 0) {
            throw PortRefused.because(text, "PATH is the socket to make, as in unix:/tmp/softclick.sock");
        }
        return new UnixAddress(Path.of(path));
    }

    @Override
    public Object place() {
        return path.toAbsolutePath().normalize();
    }

    @Override
    public UnixPort create(PortOptions options) {
        return new UnixPort(path, options.listening());
    }

    @Override
    public Callers callers() {
        return Callers.PROGRAMS;
    }

    @Override
    public String toString() {
        return KIND + ":" + path;
    }
}
