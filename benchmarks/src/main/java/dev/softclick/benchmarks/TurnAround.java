package dev.softclick.benchmarks;

import dev.softclick.SoftModem;
import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import dev.softclick.port.PtyPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code AT} to its last answered byte over an unpaced PTY, against a port of the same kind that just writes as many bytes back. */
final class TurnAround {
    private static final int ROUNDS = 7;
    private static final int EXCHANGES = 4000;
    private static final String ANSWER = "\r\nOK\r\n";

    private TurnAround() {}

    static void run(Workbench bench) throws IOException {
        try (SoftModem modem = bench.modem("turnaround", 0);
                Port bare = new PtyPort(bench.home().resolve("bare"))) {
            bare.open(new FixedAnswer(bare));
            try (Host at = new Host(modem.port().path().map(Path::of).orElseThrow());
                    Host echo = new Host(Path.of(bare.path().orElseThrow()))) {
                at.send("ATE0\r");
                at.expect("ATE0\r\r\nOK\r\n");
                round(at);
                round(echo);
                double[][] ratios = new double[2][ROUNDS];
                long[] last = {};
                for (int i = 0; i < ROUNDS; i++) {
                    long[] modemTimes = round(at);
                    long[] bareTimes = round(echo);
                    ratios[0][i] = (double) modemTimes[EXCHANGES / 2] / bareTimes[EXCHANGES / 2];
                    ratios[1][i] = (double) modemTimes[EXCHANGES * 99 / 100] / bareTimes[EXCHANGES * 99 / 100];
                    last = new long[] {modemTimes[EXCHANGES / 2], bareTimes[EXCHANGES / 2]};
                }
                Arrays.sort(ratios[0]);
                Arrays.sort(ratios[1]);
                System.out.printf("turn-around of AT against a bare echo: %.2f at the median, %.2f at p99 (aim below 2)   %.1f us, %.1f us%n",
                        ratios[0][ROUNDS / 2], ratios[1][ROUNDS / 2], last[0] / 1e3, last[1] / 1e3);
            }
        }
    }

    private static long[] round(Host host) throws IOException {
        long[] times = new long[EXCHANGES];
        for (int i = 0; i < EXCHANGES; i++) {
            long start = System.nanoTime();
            host.send("AT\r");
            host.expect(ANSWER);
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times;
    }

    private record FixedAnswer(Port port) implements PortListener {
        @Override
        public void received(byte[] bytes, int offset, int length) {
            port.write(ANSWER.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void drained() {}

        @Override
        public void ended(@Nullable IOException reason) {}
    }
}
