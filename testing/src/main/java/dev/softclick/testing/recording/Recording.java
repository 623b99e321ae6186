package dev.softclick.testing.recording;

import dev.softclick.ModemEvent;
import dev.softclick.port.TracedBytes;
import dev.softclick.port.TracedRemark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recording on its way to a file. Whoever brings a piece is never held up: {@value #MAX_WAITING} pieces may wait, what comes on top is lost, and the
 * file says so. A file that can't be written any more ends the recording with one line in the log, and nothing else.
 */
public final class Recording implements AutoCloseable {
    /** Pieces that wait to be written. */
    static final int MAX_WAITING = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final Recorded END = new Recorded.Lost(0, 0);

    private final ArrayBlockingQueue<Recorded> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final Path file;
    private final RecordingFormat format;
    private final OutputStream out;
    private final Thread writer;
    private final long began = System.nanoTime();
    private volatile boolean ended;

    private Recording(Path file, RecordingFormat format, OutputStream out) {
        this.file = file;
        this.format = format;
        this.out = out;
        writer = Thread.ofPlatform().daemon().name("softclick-trace").start(this::run);
    }

    /**
     * Begins to record; what the file held is replaced, so that it is one conversation that can be played.
     *
     * @throws IOException when the file can't be written
     */
    public static Recording to(Path file, RecordingFormat format) throws IOException {
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        boolean done = false;
        try {
            out.write(format.begin().getBytes(StandardCharsets.UTF_8));
            done = true;
            return new Recording(file, format, out);
        } finally {
            if (!done) {
                out.close();
            }
        }
    }

    /** Takes bytes; fit for a {@code TracingPort} with {@link System#nanoTime()}. */
    public void bytes(TracedBytes traced) {
        add(new Recorded.Bytes(traced.at() - began, traced.fromHost(), traced.bytes()));
    }

    /** Takes what happened to the line beside its bytes; fit for a {@code TracingPort} and a {@code FaultyPort} with {@link System#nanoTime()}. */
    public void remark(TracedRemark remark) {
        add(new Recorded.Remark(remark.at() - began, remark.text()));
    }

    /** Takes what a modem's observer hears. */
    public void event(ModemEvent event) {
        add(new Recorded.Event(System.nanoTime() - began, event));
    }

    private void add(Recorded recorded) {
        if (!ended && !waiting.offer(recorded)) {
            lost.incrementAndGet();
        }
    }

    private void run() {
        try (out) {
            while (true) {
                Recorded recorded = waiting.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
                if (recorded instanceof Recorded.Lost(long _, long pieces) && pieces == 0) {
                    write(format.end());
                    return;
                }
                write(recorded == null ? format.quiet(System.nanoTime() - began) : format.add(recorded));
                long missing = lost.getAndSet(0);
                if (missing > 0) {
                    write(format.add(new Recorded.Lost(System.nanoTime() - began, missing)));
                }
            }
        } catch (IOException e) {
            LOG.warn("the recording ends here: {} can't be written: {}", file, e.getMessage());
        } catch (InterruptedException e) {
            LOG.debug("the recording to {} is broken off", file);
        } finally {
            ended = true;
            waiting.clear();
        }
    }

    /** Whether nothing is written any more. */
    boolean ended() {
        return ended;
    }

    private void write(String text) throws IOException {
        if (!text.isEmpty()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** Writes what waits, for two seconds at most, and closes the file. */
    @Override
    public void close() {
        try {
            if (!ended && waiting.offer(END, GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.join(GOODBYE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.interrupt();
    }
}
