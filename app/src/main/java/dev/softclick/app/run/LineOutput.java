package dev.softclick.app.run;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Takes bytes and hands on whole lines. A line that never ends is handed on in pieces. */
final class LineOutput extends OutputStream {
    private static final int MAX_LINE = 8192;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineOutput(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n' || line.size() == MAX_LINE) {
            lines.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
        if (b != '\n' && b != '\r') {
            line.write(b);
        }
    }
}
