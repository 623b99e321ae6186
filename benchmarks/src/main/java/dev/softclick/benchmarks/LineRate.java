package dev.softclick.benchmarks;

import dev.softclick.port.BaudPacer;
import dev.softclick.port.Framing;
import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import dev.softclick.port.PtyPort;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a paced PTY carries in ten seconds, both ways at once, as a share of what its rate says (aim: 0.995 to 1.005). */
final class LineRate {
    private static final long NANOS = 10_000_000_000L;
    private static final int CHUNK_BYTES = 240;

    private LineRate() {}

    static void run(Workbench bench) throws IOException {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            for (int baud : new int[] {9600, 115_200}) {
                for (String framing : new String[] {"8N1", "7E1", "8N2"}) {
                    measure(bench.home().resolve("rate_" + baud + framing), baud, Framing.parse(framing), framing, timer);
                }
            }
        }
    }

    private static void measure(Path link, int baud, Framing framing, String name, ScheduledExecutorService timer) throws IOException {
        AtomicLong in = new AtomicLong();
        long out = 0;
        try (Port port = new BaudPacer(new PtyPort(link), baud, framing, System::nanoTime, timer)) {
            port.open(new PortListener() {
                @Override
                public void received(byte[] bytes, int offset, int length) {
                    // The first byte says that the host is there.
                    if (in.getAndAdd(length) == 0) {
                        port.write(new byte[CHUNK_BYTES]);
                    }
                }

                @Override
                public void drained() {
                    port.write(new byte[CHUNK_BYTES]);
                }

                @Override
                public void ended(@Nullable IOException reason) {}
            });
            try (Host host = new Host(link)) {
                host.sendMeanwhile(new byte[(int) (2 * NANOS / 1e9 * baud / framing.bitsAByte())]);
                host.read(1);
                long begun = System.nanoTime();
                long inBefore = in.get();
                while (System.nanoTime() - begun < NANOS) {
                    host.read(1);
                    out++;
                }
                double seconds = (System.nanoTime() - begun) / 1e9;
                double carries = seconds * baud / framing.bitsAByte();
                System.out.printf(Locale.ROOT, "line rate, %6d baud, %s: %.4f to the modem, %.4f to the host (aim 0.995 to 1.005; load average %.1f)%n",
                        baud, name, (in.get() - inBefore) / carries, out / carries, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            }
        }
    }
}
