package dev.softclick.benchmarks;

import dev.softclick.SoftModem;
import java.io.IOException;
import java.util.Arrays;

/**
 * Back-to-back publishes of 240 bytes on a paced line: the time that all bytes, both ways, need at 10 bits each, as a share of the time it took. The
 * dialogue is half duplex, so 1.0 would be a module that answers in no time.
 */
final class LineShare {
    private static final int ROUNDS = 3;
    private static final int PUBLISHES = 12;
    private static final int LENGTH = 240;
    private static final double BITS_A_BYTE = 10;

    private LineShare() {}

    static void run(Workbench bench) throws IOException {
        for (int qos = 1; qos <= 2; qos++) {
            for (int baud : new int[] {9600, 115_200}) {
                double[] shares = new double[ROUNDS];
                double payloadRate = 0;
                try (SoftModem modem = bench.modem("share_" + baud + "_" + qos, baud);
                        Host host = new Host(modem.port().path().map(java.nio.file.Path::of).orElseThrow())) {
                    host.send("ATE0\r");
                    host.expect("ATE0\r\r\nOK\r\n");
                    host.send("AT+AWSPUBOPEN=0,\"bench\"\r");
                    host.expect("\r\nOK\r\n\r\n+AWSPUBOPEN: 0,0\r\n");
                    for (int round = 0; round < ROUNDS; round++) {
                        long bytes = host.bytesOnTheLine();
                        long start = System.nanoTime();
                        for (int i = 0; i < PUBLISHES; i++) {
                            publish(host, qos);
                        }
                        double seconds = (System.nanoTime() - start) / 1e9;
                        shares[round] = (host.bytesOnTheLine() - bytes) * BITS_A_BYTE / baud / seconds;
                        payloadRate = PUBLISHES * LENGTH / seconds;
                    }
                }
                Arrays.sort(shares);
                System.out.printf("line share, %6d baud, qos %d: %.4f (aim 0.98)   %.0f payload bytes/s%n", baud, qos, shares[ROUNDS / 2], payloadRate);
            }
        }
    }

    private static void publish(Host host, int qos) throws IOException {
        byte[] payload = new byte[LENGTH];
        Arrays.fill(payload, (byte) 'x');
        host.send("AT+AWSPUBLISH=0," + LENGTH + "," + qos + "\r");
        host.expect("\r\n>");
        host.send(payload);
        host.expect("\r\nSEND OK\r\n");
    }
}
