package dev.softclick.benchmarks;

import dev.softclick.SoftModem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Publishes of 240 bytes back to back on a paced line, as shares of what the line can carry.
 *
 * <p>A host that waits for prompt and result makes the line half duplex: one direction is silent while the other talks, and between them are
 * turn-arounds, in which somebody (host, modem, broker) works and the line is silent. How long those take is what the same dialogue takes on a line
 * without pace; so {@code possible} is the best share of a pacer that adds nothing to them. A host that sends ahead keeps its direction busy all the
 * time, and that one's share has no turn-around in it.
 */
final class LineShare {
    private static final int ROUNDS = 5;
    private static final int PUBLISHES = 12;

    /** Publishes of a round that is not paced: they are quick. */
    private static final int UNPACED_PUBLISHES = 200;

    private static final int LENGTH = 240;
    private static final double BITS_A_BYTE = 10;
    private static final String PROMPT = "\r\n>";
    private static final String RESULT = "\r\nSEND OK\r\n";

    private LineShare() {}

    static void run(Workbench bench) throws IOException {
        for (int qos = 1; qos <= 2; qos++) {
            double turnArounds = turnArounds(bench, qos);
            for (int baud : new int[] {9600, 115_200}) {
                waiting(bench, qos, baud, turnArounds);
                ahead(bench, qos, baud);
            }
        }
    }

    /** Seconds a publish takes when the line takes none. */
    private static double turnArounds(Workbench bench, int qos) throws IOException {
        try (SoftModem modem = bench.modem("floor_" + qos, 0);
                Host host = opened(modem)) {
            double[] seconds = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                seconds[round] = seconds(host, qos, UNPACED_PUBLISHES) / UNPACED_PUBLISHES;
            }
            Arrays.sort(seconds);
            return seconds[ROUNDS / 2];
        }
    }

    private static void waiting(Workbench bench, int qos, int baud, double turnArounds) throws IOException {
        double[] shares = new double[ROUNDS];
        double bytesEach;
        try (SoftModem modem = bench.modem("waits_" + baud + "_" + qos, baud);
                Host host = opened(modem)) {
            long before = host.bytesOnTheLine();
            for (int round = 0; round < ROUNDS; round++) {
                long bytes = host.bytesOnTheLine();
                double seconds = seconds(host, qos, PUBLISHES);
                shares[round] = (host.bytesOnTheLine() - bytes) * BITS_A_BYTE / baud / seconds;
            }
            bytesEach = (host.bytesOnTheLine() - before) / (double) (ROUNDS * PUBLISHES);
        }
        Arrays.sort(shares);
        double line = bytesEach * BITS_A_BYTE / baud;
        double share = shares[ROUNDS / 2];
        System.out.printf(Locale.ROOT, "line share, %6d baud, qos %d, host waits:      %.4f at the median (%.4f to %.4f; possible %.4f)   %.2f ms on the line and %.2f ms of "
                        + "turn-arounds a publish, which take %.2f ms without a line%n",
                baud, qos, share, shares[0], shares[ROUNDS - 1], line / (line + turnArounds), line * 1e3, (line / share - line) * 1e3, turnArounds * 1e3);
    }

    private static double seconds(Host host, int qos, int publishes) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < publishes; i++) {
            host.send(command(qos));
            host.expect(PROMPT);
            host.send(payload());
            host.expect(RESULT);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** The host sends without waiting for anything; its direction is the one that limits. */
    private static void ahead(Workbench bench, int qos, int baud) throws IOException {
        int publishes = PUBLISHES * Math.max(1, baud / 38_400);
        double[] shares = new double[ROUNDS];
        try (SoftModem modem = bench.modem("ahead_" + baud + "_" + qos, baud);
                Host host = opened(modem)) {
            byte[] all = new byte[publishes * (command(qos).length() + LENGTH)];
            for (int i = 0; i < publishes; i++) {
                byte[] command = command(qos).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                int at = i * (command.length + LENGTH);
                System.arraycopy(command, 0, all, at, command.length);
                System.arraycopy(payload(), 0, all, at + command.length, LENGTH);
            }
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                Thread sending = host.sendMeanwhile(all);
                for (int i = 0; i < publishes; i++) {
                    host.expect(PROMPT);
                    host.expect(RESULT);
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                sending.join();
                shares[round] = all.length * BITS_A_BYTE / baud / seconds;
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        Arrays.sort(shares);
        System.out.printf(Locale.ROOT, "line share, %6d baud, qos %d, host sends ahead: %.4f at the median (%.4f to %.4f; aim 0.99)   %.0f payload bytes/s%n",
                baud, qos, shares[ROUNDS / 2], shares[0], shares[ROUNDS - 1], shares[ROUNDS / 2] * baud / BITS_A_BYTE * LENGTH / (LENGTH + command(qos).length()));
    }

    private static String command(int qos) {
        return "AT+AWSPUBLISH=0," + LENGTH + "," + qos + "\r";
    }

    private static byte[] payload() {
        byte[] payload = new byte[LENGTH];
        Arrays.fill(payload, (byte) 'x');
        return payload;
    }

    private static Host opened(SoftModem modem) throws IOException {
        Host host = new Host(modem.port().path().map(Path::of).orElseThrow());
        host.send("ATE0\r");
        host.expect("ATE0\r\r\nOK\r\n");
        host.send("AT+AWSPUBOPEN=0,\"bench\"\r");
        host.expect("\r\nOK\r\n\r\n+AWSPUBOPEN: 0,0\r\n");
        return host;
    }
}
