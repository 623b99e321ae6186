package dev.softclick.app;

import dev.softclick.app.console.StandardStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A command run in this process, and what it said. */
public record Spoken(int code, String out, String err) {
    public static Spoken of(String... arguments) {
        return fed(new byte[0], arguments);
    }

    public static Spoken fed(byte[] input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        int code = Main.run(new StandardStreams(new ByteArrayInputStream(input), out, errors), arguments);
        return new Spoken(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
