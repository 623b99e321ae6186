package dev.softclick.port;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** A listener that keeps what it hears, and notices calls that overlap. */
class Recorder implements PortListener {
    final AtomicInteger drained = new AtomicInteger();
    final List<Optional<IOException>> ends = new ArrayList<>();
    final List<LineSignal> signals = new ArrayList<>();
    final AtomicBoolean overlapped = new AtomicBoolean();
    final Semaphore left = new Semaphore(0);
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void received(byte[] lent, int offset, int length) {
        enter();
        synchronized (bytes) {
            bytes.write(lent, offset, length);
        }
        busy.set(false);
    }

    @Override
    public void drained() {
        enter();
        drained.incrementAndGet();
        left.release();
        busy.set(false);
    }

    @Override
    public void signalled(LineSignal signal) {
        enter();
        synchronized (signals) {
            signals.add(signal);
        }
        busy.set(false);
    }

    @Override
    public void ended(@Nullable IOException reason) {
        enter();
        synchronized (ends) {
            ends.add(Optional.ofNullable(reason));
        }
        busy.set(false);
    }

    private void enter() {
        if (!busy.compareAndSet(false, true)) {
            overlapped.set(true);
        }
    }

    void forget() {
        synchronized (bytes) {
            bytes.reset();
        }
    }

    int count() {
        synchronized (bytes) {
            return bytes.size();
        }
    }

    byte[] bytes() {
        synchronized (bytes) {
            return bytes.toByteArray();
        }
    }

    String text() {
        return new String(bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    int endCount() {
        synchronized (ends) {
            return ends.size();
        }
    }

    List<LineSignal> signals() {
        synchronized (signals) {
            return List.copyOf(signals);
        }
    }

    void awaitSignals(LineSignal... expected) {
        await().untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(signals()).containsExactly(expected));
    }

    byte[] awaitBytes(int count) {
        await().until(() -> count() >= count);
        return bytes();
    }

    void awaitText(String text) {
        await().until(() -> text().equals(text));
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    /** Writes and waits until it has left. */
    void send(Port port, byte[] chunk) {
        if (!port.write(chunk)) {
            left.acquireUninterruptibly();
        }
    }
}
