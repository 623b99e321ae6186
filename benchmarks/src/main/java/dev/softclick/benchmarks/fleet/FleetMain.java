package dev.softclick.benchmarks.fleet;

import dev.softclick.link.LinkThreads;
import dev.softclick.sim.SecurityMaterial;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The JVM of a fleet. Arguments: {@code modems} or {@code bare}, how many, port of the broker, file of the keys. Says {@code connected SECONDS}; then a line
 * is asked and a line is answered: {@code memory} with the bytes of the heap that are in use, {@code publish SECONDS} with how many were acknowledged
 * when each has published once in that time, {@code broken} with how long it took until all were back after the broker went away.
 */
public final class FleetMain {
    /** So many connect at the same time. */
    private static final int AT_ONCE = 100;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);
    private static final String PUBLISH = "publish ";
    private static final long LOOK_MILLIS = 1;

    private final Tally tally = new Tally();
    private final List<Member> members = new ArrayList<>();

    private FleetMain(boolean modems, List<SecurityMaterial> keys) throws GeneralSecurityException {
        LinkThreads threads = LinkThreads.shared();
        for (int i = 0; i < keys.size(); i++) {
            String thing = Roster.thing(i);
            members.add(modems ? new ModemMember(thing, keys.get(i), tally) : new BareMember(thing, keys.get(i), threads.next(), tally));
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<SecurityMaterial> keys = Roster.read(Path.of(arguments[3]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        FleetMain fleet = new FleetMain(arguments[0].equals("modems"), keys);
        fleet.connect();
        try (BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = asked.readLine(); line != null; line = asked.readLine()) {
                if (line.equals("memory")) {
                    System.out.println("memory " + heap());
                } else if (line.startsWith(PUBLISH)) {
                    System.out.println("published " + fleet.publish(Integer.parseInt(line.substring(PUBLISH.length()))));
                } else if (line.equals("broken")) {
                    System.out.println("back " + fleet.back());
                } else {
                    throw new IOException("what is " + line);
                }
            }
        }
    }

    private void connect() throws InterruptedException, IOException {
        long start = System.nanoTime();
        for (int i = 0; i < members.size(); i++) {
            int before = i;
            await(() -> before - tally.subscribedNow() < AT_ONCE);
            members.get(i).start();
        }
        await(() -> tally.subscribedNow() == members.size());
        System.out.println("connected " + (System.nanoTime() - start) / 1e9);
    }

    private int publish(int seconds) throws InterruptedException, IOException {
        int before = tally.acknowledgedSoFar();
        long start = System.nanoTime();
        long each = TimeUnit.SECONDS.toNanos(seconds) / members.size();
        for (int i = 0; i < members.size(); i++) {
            long due = start + i * each;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
            members.get(i).publish();
        }
        await(() -> tally.acknowledgedSoFar() - before == members.size());
        return tally.acknowledgedSoFar() - before;
    }

    private double back() throws InterruptedException, IOException {
        await(() -> tally.subscribedNow() < members.size());
        long start = System.nanoTime();
        await(() -> tally.subscribedNow() == members.size());
        return (System.nanoTime() - start) / 1e9;
    }

    private void await(java.util.function.BooleanSupplier condition) throws InterruptedException, IOException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IOException(tally.subscribedNow() + " of " + members.size() + " are up, " + tally.acknowledgedSoFar() + " publishes acknowledged");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return java.lang.management.ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
