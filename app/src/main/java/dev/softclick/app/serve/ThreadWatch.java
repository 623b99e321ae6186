package dev.softclick.app.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Looks whether threads that serve many still answer. Each is asked anew only when it has answered, so that questions do not pile up. */
final class ThreadWatch {
    private final Supplier<Map<String, Executor>> threads;
    private final Map<String, CompletableFuture<Void>> asked = new HashMap<>();

    /** @param threads those that run now, by name */
    ThreadWatch(Supplier<Map<String, Executor>> threads) {
        this.threads = threads;
    }

    /** Those that do not answer within {@code patience}, which is for all of them together. */
    List<String> silent(Duration patience) throws InterruptedException {
        threads.get().forEach((name, thread) -> {
            CompletableFuture<Void> before = asked.get(name);
            if (before == null || before.isDone()) {
                asked.put(name, CompletableFuture.runAsync(() -> {}, thread));
            }
        });
        long end = System.nanoTime() + patience.toNanos();
        List<String> silent = new ArrayList<>();
        for (Map.Entry<String, CompletableFuture<Void>> each : asked.entrySet()) {
            try {
                each.getValue().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                silent.add(each.getKey());
            }
        }
        return silent;
    }
}
