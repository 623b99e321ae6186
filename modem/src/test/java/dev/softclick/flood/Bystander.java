package dev.softclick.flood;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two threads that have nothing to do with Softclick and call to each other: what they take is what this machine takes to give a thread its turn. */
final class Bystander implements Closeable {
    private static final int MILLIS_BETWEEN = 5;
    private static final int PATIENCE_SECONDS = 60;

    private final SynchronousQueue<Integer> calls = new SynchronousQueue<>();
    private final SynchronousQueue<Integer> answers = new SynchronousQueue<>();
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean enough;

    Bystander() {
        Thread.ofPlatform().daemon().name("test-bystander").start(() -> repeat(this::call));
        Thread.ofPlatform().daemon().name("test-bystander").start(() -> repeat(this::answer));
    }

    private interface Step {
        void take() throws InterruptedException;
    }

    private void repeat(Step step) {
        try {
            while (!enough) {
                step.take();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void call() throws InterruptedException {
        long from = System.nanoTime();
        if (calls.offer(1, PATIENCE_SECONDS, TimeUnit.SECONDS) && answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) != null) {
            nanos.add(System.nanoTime() - from);
        }
        LockSupport.parkNanos(MILLIS_BETWEEN * 1_000_000L);
    }

    private void answer() throws InterruptedException {
        if (calls.poll(1, TimeUnit.SECONDS) != null) {
            answers.put(1);
        }
    }

    void forget() {
        nanos.clear();
    }

    /** What it measured since {@link #forget}, sorted, in nanoseconds. */
    List<Long> turnArounds() {
        synchronized (nanos) {
            return nanos.stream().sorted().toList();
        }
    }

    @Override
    public void close() {
        enough = true;
    }
}
