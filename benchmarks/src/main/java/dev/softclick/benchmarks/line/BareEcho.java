package dev.softclick.benchmarks.line;

import dev.softclick.benchmarks.broker.Mosquitto;
import dev.softclick.benchmarks.measure.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** {@code echo.c}: a C program that answers every carriage return, at once, over a port of its own. */
public final class BareEcho implements AutoCloseable {
    private final Process process;
    private final Host host;

    private BareEcho(Process process, Host host) {
        this.process = process;
        this.host = host;
    }

    /** Compiles it; empty where there is no C compiler. */
    public static Optional<Path> compile(Path folder) throws IOException, InterruptedException {
        Optional<Path> compiler = Mosquitto.program("cc").or(() -> Mosquitto.program("gcc"));
        if (compiler.isEmpty()) {
            return Optional.empty();
        }
        Path program = folder.resolve("echo");
        Path source = Stage.unpack("echo.c", folder);
        Process build = new ProcessBuilder(compiler.get().toString(), "-O2", "-o", program.toString(), source.toString()).inheritIO().start();
        if (build.waitFor() != 0) {
            throw new IOException("echo.c does not compile");
        }
        return Optional.of(program);
    }

    /** One that runs, with a host on it. */
    public static BareEcho start(Path program, LineKind kind, Path folder) throws IOException {
        ProcessBuilder command = switch (kind) {
            case PTY -> new ProcessBuilder(program.toString(), "pty", folder.resolve("echo-pty").toString());
            case TCP -> new ProcessBuilder(program.toString(), "tcp");
            case UNIX -> new ProcessBuilder(program.toString(), "unix", folder.resolve("echo.sock").toString());
        };
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader says = process.inputReader(StandardCharsets.US_ASCII);
        String where = Optional.ofNullable(says.readLine()).orElseThrow(() -> new IOException("the echo does not start"));
        return new BareEcho(process, kind.host(where));
    }

    /** Its process. */
    long pid() {
        return process.pid();
    }

    public Host host() {
        return host;
    }

    @Override
    public void close() throws IOException {
        host.close();
        process.destroyForcibly();
    }
}
