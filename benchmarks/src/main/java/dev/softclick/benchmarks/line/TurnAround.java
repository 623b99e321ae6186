package dev.softclick.benchmarks.line;

import dev.softclick.benchmarks.broker.BrokerUnderTest;
import dev.softclick.benchmarks.measure.Aim;
import dev.softclick.benchmarks.measure.Benchmark;
import dev.softclick.benchmarks.measure.Finding;
import dev.softclick.benchmarks.measure.Series;
import dev.softclick.benchmarks.measure.Stage;
import java.nio.file.Path;
import java.util.Optional;

/** {@code AT} to the last byte of its answer over an unpaced line, against a C program that just writes those bytes back over the same kind of line. */
public final class TurnAround implements Benchmark {
    public static final String COMMAND = "AT";
    public static final String ANSWER = "\r\nOK\r\n";
    private static final int WARM_UP = 10_000;

    @Override
    public String name() {
        return "turnaround";
    }

    @Override
    public String about() {
        return "AT and its answer over an unpaced PTY, TCP connection and Unix socket, against an echo in C";
    }

    @Override
    public long seconds(boolean quick) {
        return quick ? 20 : 120;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Path folder = stage.folder("turnaround");
        Optional<Path> echo = BareEcho.compile(folder);
        if (echo.isEmpty()) {
            stage.skipped(name(), "there is no C compiler (install gcc)");
            return;
        }
        try (BrokerUnderTest broker = BrokerUnderTest.embedded(stage.folder("turnaround-cloud"))) {
            for (LineKind kind : LineKind.values()) {
                try (Bench bench = Bench.start("turn", broker.issue("turn"), kind, folder, Bench.UNPACED);
                        BareEcho bare = BareEcho.start(echo.get(), kind, folder)) {
                    microseconds(bench.host(), WARM_UP);
                    microseconds(bare.host(), WARM_UP / 10);
                    for (Placement placement : Placement.possible()) {
                        placement.put(bare);
                        compare(stage, kind.toString() + placement, bench.host(), bare.host());
                    }
                    // What comes next is where the system likes it.
                    Placement.CHOSEN.put(bare);
                }
            }
        }
    }

    private static void compare(Stage stage, String line, Host modem, Host echo) throws Exception {
        int exchanges = stage.quickOr(1000, 2500);
        Series median = new Series();
        Series late = new Series();
        Series.inTurns(stage.quickOr(8, 20), () -> {
            double[] times = microseconds(modem, exchanges);
            late.ours(Finding.percentile(times, 0.99));
            median.ours(Finding.percentile(times, 0.5));
        }, () -> {
            double[] times = microseconds(echo, exchanges);
            late.baseline(Finding.percentile(times, 0.99));
            median.baseline(Finding.percentile(times, 0.5));
        });
        String proof = exchanges + " answers a round compared byte by byte";
        stage.found(median.finding("AT over " + line + ", median", "echo in C", "us", new Aim.AtMost(1.5), proof));
        stage.found(late.finding("AT over " + line + ", p99", "echo in C", "us", new Aim.AtMost(2), proof));
    }

    /** How long each of so many exchanges takes. */
    public static double[] microseconds(Host host, int exchanges) throws Exception {
        double[] times = new double[exchanges];
        for (int i = 0; i < exchanges; i++) {
            long start = System.nanoTime();
            host.ask(COMMAND, ANSWER);
            times[i] = (System.nanoTime() - start) / 1e3;
        }
        return times;
    }
}
