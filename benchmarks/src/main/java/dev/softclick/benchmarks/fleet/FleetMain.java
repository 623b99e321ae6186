package dev.softclick.benchmarks.fleet;

import dev.softclick.link.LinkThreads;
import dev.softclick.sim.SecurityMaterial;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * The JVM of a fleet. Arguments: {@code modems} or {@code bare}, how many, port of the broker, file of the keys. A line is asked and a line is answered:
 *
 * <ul>
 *   <li>{@code memory}: bytes of the heap that are in use
 *   <li>{@code connect}: seconds until all are made, connected and subscribed; what a member is made of is part of it
 *   <li>{@code heard N}: N, when so many messages have come on their subscriptions since the start
 *   <li>{@code publish SECONDS}: how many were acknowledged when each has published once in that time
 *   <li>{@code broken}: seconds until each has lost its connection and all are subscribed again, from the first that was lost
 * </ul>
 */
public final class FleetMain {
    /** So many connect at the same time. */
    private static final int AT_ONCE = 100;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(300);
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_MILLIS = 1;
    private static final long SETTLE_MILLIS = 200;

    private final Tally tally = new Tally();
    private final List<Member> members = new ArrayList<>();
    private final boolean modems;
    private final int size;
    private long toldAt = System.nanoTime();

    private FleetMain(boolean modems, int size) {
        this.modems = modems;
        this.size = size;
    }

    public static void main(String[] arguments) throws Exception {
        FleetMain fleet = new FleetMain(arguments[0].equals("modems"), Integer.parseInt(arguments[1]));
        try (BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = asked.readLine(); line != null; line = asked.readLine()) {
                String[] words = line.split(" ", -1);
                Number answer = switch (words[0]) {
                    case "memory" -> (Number) heap();
                    case "connect" -> (Number) fleet.connect(Roster.read(Path.of(arguments[3]), fleet.size, Integer.parseInt(arguments[2])));
                    case "heard" -> (Number) fleet.heard(Integer.parseInt(words[1]));
                    case "publish" -> (Number) fleet.publish(Integer.parseInt(words[1]));
                    case "broken" -> (Number) fleet.broken();
                    default -> throw new IOException("what is " + line);
                };
                System.out.println(words[0] + " " + answer);
            }
        }
    }

    private double connect(List<SecurityMaterial> keys) throws InterruptedException, IOException, GeneralSecurityException {
        LinkThreads threads = LinkThreads.shared();
        long start = System.nanoTime();
        for (int i = 0; i < size; i++) {
            int before = i;
            await("connected", tally::subscribedNow, () -> before - tally.subscribedNow() < AT_ONCE);
            String thing = Roster.thing(i);
            Member member = modems ? new ModemMember(thing, keys.get(i), tally) : new BareMember(thing, keys.get(i), threads.next(), tally);
            members.add(member);
            member.start();
        }
        await("connected", tally::subscribedNow, () -> tally.subscribedNow() == size);
        return seconds(start);
    }

    private int heard(int wanted) throws InterruptedException, IOException {
        await("messages heard", tally::heardSoFar, () -> tally.heardSoFar() >= wanted);
        return tally.heardSoFar();
    }

    private int publish(int seconds) throws InterruptedException, IOException {
        int before = tally.acknowledgedSoFar();
        long start = System.nanoTime();
        long each = TimeUnit.SECONDS.toNanos(seconds) / size;
        for (int i = 0; i < size; i++) {
            TimeUnit.NANOSECONDS.sleep(start + i * each - System.nanoTime());
            members.get(i).publish();
        }
        await("publishes acknowledged", tally::acknowledgedSoFar, () -> tally.acknowledgedSoFar() - before >= size);
        return tally.acknowledgedSoFar() - before;
    }

    private double broken() throws InterruptedException, IOException {
        int before = tally.lostSoFar();
        await("links lost", tally::lostSoFar, () -> tally.lostSoFar() > before);
        long start = System.nanoTime();
        await("back", tally::subscribedNow, () -> tally.lostSoFar() - before >= size && tally.subscribedNow() == size);
        return seconds(start);
    }

    private void await(String what, IntSupplier soFar, BooleanSupplier condition) throws InterruptedException, IOException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - start > PATIENCE_NANOS) {
                throw new IOException(soFar.getAsInt() + " " + what + ", of " + size);
            }
            if (now - toldAt > TELL_NANOS) {
                toldAt = now;
                System.err.println("  ... " + soFar.getAsInt() + " " + what + ", of " + size);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(SETTLE_MILLIS);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
