package dev.softclick.port;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose time passes when the test says so; each task runs {@link #late} nanoseconds after it should. */
final class VirtualTimer extends ScheduledThreadPoolExecutor {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong((Task task) -> task.at).thenComparingLong(task -> task.number));
    private long now = 1_000_000_000_000L;
    private long number;
    long late;
    int ran;

    VirtualTimer() {
        super(1);
    }

    private final class Task extends FutureTask<Object> implements ScheduledFuture<Object> {
        private final long at;
        private final long number;

        Task(Runnable work, long at, long number) {
            super(work, null);
            this.at = at;
            this.number = number;
        }

        @Override
        public boolean cancel(boolean interrupt) {
            tasks.remove(this);
            return super.cancel(interrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        Task task = new Task(work, now + unit.toNanos(delay) + late, number++);
        tasks.add(task);
        return task;
    }

    /** Without delay, like a tick that is due: it runs when time passes, and be it none. */
    @Override
    public void execute(Runnable work) {
        schedule(work, 0, TimeUnit.NANOSECONDS);
    }

    long nanoTime() {
        return now;
    }

    int waiting() {
        return tasks.size();
    }

    /** For what runs: it has taken so long. */
    void spend(long nanos) {
        now += nanos;
    }

    void pass(long nanos) {
        long end = now + nanos;
        for (Task next = tasks.peek(); next != null && next.at <= end; next = tasks.peek()) {
            tasks.remove();
            now = Math.max(now, next.at);
            ran++;
            next.run();
        }
        now = Math.max(now, end);
    }
}
