package dev.softclick.testing;

import dev.softclick.testing.transcript.Chunk;
import dev.softclick.testing.transcript.TranscriptLine;
import dev.softclick.testing.transcript.Visible;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * A host's end of the line in a test: types, and expects what the modem says. A failure shows what was expected against what was seen, control
 * characters made visible. One thread at a time.
 */
public final class Terminal implements AutoCloseable {
    /** How long {@link #expect} waits. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The rate of a line without one, in bits a second, where times are judged. */
    static final int UNPACED = 1_000_000;

    /** Most that is kept of what nobody has asked for, in bytes. */
    private static final int MAX_UNREAD = 16 * 1024 * 1024;

    private final TranscriptLine line;
    private byte[] unread = new byte[0];

    /** A terminal on that line, which it closes in the end. */
    public Terminal(TranscriptLine line) {
        this.line = line;
    }

    /** Types a line: the text and CR. */
    public void type(String text) {
        send((text + "\r").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends exactly these bytes. */
    public void send(byte[] bytes) {
        try {
            line.send(bytes);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone.getMessage(), gone);
        }
    }

    /**
     * Waits until the modem says this line, framed by CR LF; what it says before is skipped and given back.
     *
     * @throws AssertionError when it does not come within {@link #PATIENCE}
     */
    public byte[] expect(String text) {
        return expect(text, PATIENCE);
    }

    /** As {@link #expect(String)}, with another patience. */
    public byte[] expect(String text, Duration patience) {
        return expectBytes(("\n" + text + "\r\n").getBytes(StandardCharsets.UTF_8), patience);
    }

    /** Waits for exactly these bytes, wherever they come; what comes before them is skipped and given back. */
    public byte[] expectBytes(byte[] expected, Duration patience) {
        long until = line.now() + patience.toNanos();
        while (true) {
            int at = indexOf(unread, expected);
            if (at >= 0) {
                byte[] before = Arrays.copyOf(unread, at);
                unread = Arrays.copyOfRange(unread, at + expected.length, unread.length);
                return before;
            }
            if (!readMore(until)) {
                throw new AssertionError("expected within " + patience.toMillis() + " ms: " + Visible.escaped(expected) + "\nseen: " + Visible.escaped(unread));
            }
        }
    }

    /** Waits for the prompt of a publish. */
    public void expectPrompt() {
        expectBytes(new byte[] {'\r', '\n', '>'}, PATIENCE);
    }

    /**
     * Waits for so many bytes, whatever they are, as behind a {@code +AWS:0,5} line.
     *
     * @throws AssertionError when fewer come within {@link #PATIENCE}
     */
    public byte[] read(int count) {
        long until = line.now() + PATIENCE.toNanos();
        while (unread.length < count) {
            if (!readMore(until)) {
                throw new AssertionError("expected " + count + " bytes\nseen: " + Visible.escaped(unread));
            }
        }
        byte[] bytes = Arrays.copyOf(unread, count);
        unread = Arrays.copyOfRange(unread, count, unread.length);
        return bytes;
    }

    /**
     * Waits that long, and takes it as a failure when the modem says anything meanwhile.
     *
     * @throws AssertionError with what it said
     */
    public void expectSilence(Duration duration) {
        readMore(line.now() + duration.toNanos());
        if (unread.length > 0) {
            throw new AssertionError("expected silence\nseen: " + Visible.escaped(unread));
        }
    }

    private boolean readMore(long until) {
        try {
            Chunk chunk = line.receive(until);
            if (chunk == null) {
                return false;
            }
            if (unread.length + chunk.bytes().length > MAX_UNREAD) {
                throw new AssertionError("the modem has said more than " + MAX_UNREAD + " bytes that nobody asked for");
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream(unread.length + chunk.bytes().length);
            all.writeBytes(unread);
            all.writeBytes(chunk.bytes());
            unread = all.toByteArray();
            return true;
        } catch (IOException gone) {
            throw new AssertionError("the line is gone: " + gone.getMessage() + "\nseen: " + Visible.escaped(unread), gone);
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i <= bytes.length - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        line.close();
    }
}
