package dev.softclick.app.run;

import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The AT prompt in the window of {@code softclick run}: a port whose host is a person. A line is edited off the wire and sent with a CR when Enter is
 * pressed; what the modem says appears above it. After the modem's {@code >} the bytes of a typed line are sent alone: they are the payload.
 */
final class TerminalPort implements Port {
    /** What may wait to be shown, in bytes, before the modem is held up. */
    private static final int MAX_WAITING = 256 * 1024;

    /** A pause of the modem this long, in milliseconds, shows what has no line end: 50 byte times at 9600 baud, twice over. */
    private static final long PAUSE = 100;

    /** How long the end waits for the edited line to be put away, in milliseconds. */
    private static final long GOODBYE = 300;

    private static final String LEAVE_KEY = KeyMap.ctrl(']');
    private static final String PROMPT = "at> ";

    private final Callable<Terminal> window;
    private final Runnable onLeave;
    private final PrintStream standardError = System.err;

    /** Guards all below but the listener's calls. */
    private final Object lock = new Object();

    private final ModemScreen screen = new ModemScreen();
    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private int waiting;
    private boolean full;
    private boolean reading = true;
    private boolean closed;
    private @Nullable PortListener listener;
    private @Nullable Terminal terminal;
    private @Nullable LineReader reader;
    private @Nullable Thread keys;

    /**
     * The prompt in a window.
     *
     * @param window opens it
     * @param onLeave called when the person has had enough
     */
    TerminalPort(Callable<Terminal> window, Runnable onLeave) {
        this.window = window;
        this.onLeave = onLeave;
    }

    /** The window that this process was started in. SIGTERM and its like stay ours; the size is all that is wanted of signals here. */
    static Terminal ofProcess() throws IOException {
        Terminal opened = TerminalBuilder.builder().system(true).dumb(true).nativeSignals(false).build();
        Signals.register("WINCH", () -> opened.raise(Terminal.Signal.WINCH));
        return opened;
    }

    @Override
    public void open(PortListener owner) throws IOException {
        Terminal opened;
        try {
            opened = window.call();
        } catch (Exception e) {
            throw new IOException("no AT prompt can be had here (" + e.getMessage() + "): use --no-terminal", e);
        }
        LineReader made = LineReaderBuilder.builder()
                .terminal(opened)
                // Quotes and backslashes are the modem's.
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(null))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.INSERT_TAB, true)
                .variable(LineReader.BELL_STYLE, "none")
                .build();
        made.getWidgets().put("leave", () -> {
            throw new EndOfFileException();
        });
        Objects.requireNonNull(made.getKeyMaps().get(LineReader.MAIN)).bind(new Reference("leave"), LEAVE_KEY);
        synchronized (lock) {
            listener = owner;
            terminal = opened;
            reader = made;
        }
    }

    /** Shows the prompt. {@code where} is where other hosts find the modem. */
    void begin(Port where) {
        synchronized (lock) {
            LineReader ours = reader;
            if (ours == null || closed) {
                return;
            }
            show(List.of("Type an AT command and press Enter; Ctrl-] leaves. Host programs use "
                    + where.address().replaceFirst("^pty:", "") + where.path().map(path -> " (" + path + ")").orElse("") + "."));
            // The log would run into the line that is being edited.
            System.setErr(new PrintStream(new LineOutput(text -> show(List.of(text))), true, StandardCharsets.UTF_8));
            Thread.ofPlatform().name("softclick-screen").daemon().start(this::showAll);
            keys = Thread.ofPlatform().name("softclick-keys").daemon().start(() -> readLines(ours));
        }
    }

    @Override
    public String address() {
        return "terminal";
    }

    @Override
    public Optional<String> path() {
        return Optional.empty();
    }

    @Override
    public boolean write(byte[] bytes) {
        synchronized (lock) {
            if (closed) {
                return true;
            }
            chunks.add(bytes);
            waiting += bytes.length;
            full = waiting > MAX_WAITING;
            lock.notifyAll();
            return !full;
        }
    }

    @Override
    public void reading(boolean on) {
        synchronized (lock) {
            reading = on;
            lock.notifyAll();
        }
    }

    private void readLines(LineReader ours) {
        try {
            while (true) {
                send(ours.readLine(PROMPT));
            }
        } catch (EndOfFileException | UserInterruptException e) {
            // Ctrl-], Ctrl-D on an empty line, Ctrl-C; or close() interrupts, and then the end is under way.
            onLeave.run();
        } catch (InterruptedException e) {
            // Closed while the modem did not take input.
        }
    }

    private void send(String text) throws InterruptedException {
        // A paste may have several lines.
        for (String line : text.split("\n", -1)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            PortListener owner;
            boolean payload;
            synchronized (lock) {
                while (!reading && !closed) {
                    lock.wait();
                }
                owner = closed ? null : listener;
                payload = screen.asking() && bytes.length > 0;
                if (!payload) {
                    screen.typed(bytes);
                }
            }
            if (owner != null) {
                byte[] sent = payload ? bytes : (line + "\r").getBytes(StandardCharsets.UTF_8);
                owner.received(sent, 0, sent.length);
            }
        }
    }

    private void showAll() {
        try {
            while (true) {
                List<String> lines;
                boolean drained = false;
                synchronized (lock) {
                    if (chunks.isEmpty()) {
                        lock.wait(PAUSE);
                    }
                    if (closed) {
                        return;
                    }
                    byte[] chunk = chunks.poll();
                    lines = chunk == null ? screen.paused() : screen.heard(chunk);
                    waiting -= chunk == null ? 0 : chunk.length;
                    if (full && chunks.isEmpty()) {
                        full = false;
                        drained = true;
                    }
                }
                show(lines);
                PortListener owner = listener;
                if (drained && owner != null) {
                    owner.drained();
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it; then it is the end.
        }
    }

    private void show(List<String> lines) {
        LineReader ours = reader;
        if (ours != null && !lines.isEmpty()) {
            ours.printAbove(String.join("\n", lines));
        }
    }

    @Override
    public void close() {
        Thread typing;
        Terminal opened;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            lock.notifyAll();
            typing = keys;
            opened = terminal;
        }
        System.setErr(standardError);
        try {
            if (typing != null && !typing.equals(Thread.currentThread())) {
                // It then puts the terminal back as it was.
                typing.interrupt();
                typing.join(GOODBYE);
            }
            if (opened != null) {
                opened.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The window is gone.
        }
    }
}
