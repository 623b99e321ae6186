package dev.softclick.benchmarks.line;

import dev.softclick.port.Port;
import dev.softclick.port.PtyPort;
import dev.softclick.port.TcpPort;
import dev.softclick.port.UnixPort;
import java.io.IOException;
import java.nio.file.Path;

/** What a host and a module have between them. */
public enum LineKind {
    PTY("a PTY") {
        @Override
        Port port(Path folder) {
            return new PtyPort(folder.resolve("modem-pty"));
        }

        @Override
        Host host(String where) throws IOException {
            return Host.device(Path.of(where));
        }

        @Override
        String where(Port open) {
            return open.path().orElseThrow();
        }
    },
    TCP("TCP") {
        @Override
        Port port(Path folder) {
            return new TcpPort("127.0.0.1", 0);
        }

        @Override
        Host host(String where) throws IOException {
            return Host.tcp(Integer.parseInt(where));
        }

        @Override
        String where(Port open) {
            return open.address().substring(open.address().lastIndexOf(':') + 1);
        }
    },
    UNIX("a Unix socket") {
        @Override
        Port port(Path folder) {
            return new UnixPort(folder.resolve("modem.sock"));
        }

        @Override
        Host host(String where) throws IOException {
            return Host.unix(Path.of(where));
        }

        @Override
        String where(Port open) {
            return open.address().substring("unix:".length());
        }
    };

    private final String text;

    LineKind(String text) {
        this.text = text;
    }

    /** A port of the modem's. */
    abstract Port port(Path folder);

    /** A host on the line that is there. */
    abstract Host host(String where) throws IOException;

    /** Where a host finds that open port. */
    abstract String where(Port open);

    @Override
    public String toString() {
        return text;
    }
}
