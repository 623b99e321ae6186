package dev.softclick.flood;

import dev.softclick.SoftModem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A modem next to the flooded one, and a host that asks it {@code AT} again and again, on a thread of its own. */
final class Neighbour implements Closeable {
    private static final byte[] ASK = "AT\r".getBytes(StandardCharsets.US_ASCII);
    private static final String ANSWER = "\r\nOK\r\n";
    private static final int MILLIS_BETWEEN = 5;

    private final SoftModem modem;
    private final RawHost host;
    private final Kind.Line line;
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final Thread asking;
    private volatile boolean enough;
    private volatile Throwable failure;

    Neighbour(Kind kind, Path folder, int baud) throws IOException {
        line = kind.line(folder);
        modem = TestSim.started(line.port(), baud);
        host = line.attaching().to(line.port());
        host.write("ATE0\r".getBytes(StandardCharsets.US_ASCII));
        expect("ATE0\r" + ANSWER);
        asking = Thread.ofPlatform().daemon().name("test-neighbour").start(this::ask);
    }

    private void ask() {
        try {
            while (!enough) {
                long from = System.nanoTime();
                host.write(ASK);
                expect(ANSWER);
                nanos.add(System.nanoTime() - from);
                java.util.concurrent.locks.LockSupport.parkNanos(MILLIS_BETWEEN * 1_000_000L);
            }
        } catch (IOException | IllegalStateException e) {
            failure = e;
        }
    }

    private void expect(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            int got = host.read();
            if (got != text.charAt(i)) {
                throw new IllegalStateException("got " + got + " at " + i + " of " + text.strip());
            }
        }
    }

    void forget() {
        nanos.clear();
    }

    /** What it measured since {@link #forget}, sorted, in nanoseconds. */
    List<Long> turnArounds() {
        if (failure != null) {
            throw new IllegalStateException("the modem next to the flooded one", failure);
        }
        synchronized (nanos) {
            return nanos.stream().sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        enough = true;
        try {
            asking.join(5000);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        modem.close();
        host.close();
        line.ending().close();
    }
}
