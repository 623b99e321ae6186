package dev.softclick.benchmarks.line;

import dev.softclick.benchmarks.measure.Aim;
import dev.softclick.benchmarks.measure.Benchmark;
import dev.softclick.benchmarks.measure.Series;
import dev.softclick.benchmarks.measure.Stage;
import dev.softclick.port.BaudPacer;
import dev.softclick.port.Framing;
import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import dev.softclick.port.PtyPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a paced PTY carries in ten seconds, both ways at once, as a share of what its rate says. */
public final class LineRate implements Benchmark {
    private static final int SECONDS = 10;
    private static final int CHUNK_BYTES = 240;
    private static final Aim AIM = new Aim.Within(0.005);
    private static final List<Integer> RATES = List.of(9600, 115_200);
    private static final List<String> FRAMINGS = List.of("8N1", "7E1", "8N2");

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public String about() {
        return "bytes a second of a paced PTY, both ways at once for ten seconds, against its rate";
    }

    @Override
    public long seconds(boolean quick) {
        return quick ? 30 : 60;
    }

    @Override
    public void run(Stage stage) throws Exception {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            for (int baud : RATES) {
                for (String framing : FRAMINGS.subList(0, stage.quickOr(1, FRAMINGS.size()))) {
                    measure(stage, stage.folder("rate").resolve(baud + framing), baud, Framing.parse(framing), timer);
                }
            }
        }
    }

    private static void measure(Stage stage, Path link, int baud, Framing framing, ScheduledExecutorService timer) throws Exception {
        double lineRate = (double) baud / framing.bitsAByte();
        AtomicLong in = new AtomicLong();
        Series up = new Series();
        Series down = new Series();
        up.baseline(lineRate);
        down.baseline(lineRate);
        try (Port port = new BaudPacer(new PtyPort(link), baud, framing, System::nanoTime, timer)) {
            port.open(new Talker(port, in));
            try (Host host = Host.device(link)) {
                CompletableFuture<Void> sent = host.sendMeanwhile(new byte[(int) (2 * SECONDS * lineRate)]);
                host.read();
                long begun = System.nanoTime();
                long inBefore = in.get();
                long out = 0;
                while (System.nanoTime() - begun < SECONDS * 1e9) {
                    host.read();
                    out++;
                }
                double seconds = (System.nanoTime() - begun) / 1e9;
                up.ours((in.get() - inBefore) / seconds);
                down.ours(out / seconds);
                sent.cancel(true);
            }
        }
        String what = baud + " baud, " + framing + ", ";
        stage.found(up.finding(what + "to the modem", "the rate", "bytes a second", AIM, "bytes that came"));
        stage.found(down.finding(what + "to the host", "the rate", "bytes a second", AIM, "bytes that came"));
    }

    /** Counts what comes; writes without end from the first byte on, which says that the host is there. */
    private record Talker(Port port, AtomicLong in) implements PortListener {
        @Override
        public void received(byte[] bytes, int offset, int length) {
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
    }
}
