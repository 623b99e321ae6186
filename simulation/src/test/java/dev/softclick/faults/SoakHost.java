package dev.softclick.faults;

import dev.softclick.testing.transcript.Chunk;
import dev.softclick.testing.transcript.HostLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** A host program that publishes and listens at qos 2 for as long as it is asked to, and writes down what the modem told it. One thread. */
final class SoakHost {
    /** The PUBACK may take 30 s, and a busy machine its time. */
    private static final long ANSWER_NANOS = 90_000_000_000L;
    private static final long OPEN_NANOS = 180_000_000_000L;
    private static final long AFTER_ERROR_NANOS = 100_000_000L;
    private static final long BETWEEN_MESSAGES_NANOS = 10_000_000L;
    private static final int LONGEST_PAYLOAD = 240;
    private static final String PROMPT = ">";
    private static final int PROMPT_BYTE = '>';

    private final HostLine line;
    private final SoakCounts counts;
    private final Random random;
    private byte[] unread = new byte[0];

    SoakHost(HostLine line, SoakCounts counts, long seed) {
        this.line = line;
        this.counts = counts;
        this.random = new Random(seed);
    }

    /** Opens both sockets; an open that the faults have ended is tried again. */
    void open() throws IOException {
        type("ATE0");
        expect("ATE0", null); // the echo of it
        expect("OK", null);
        for (String command : new String[] {"AWSPUBOPEN=0,\"up\"", "AWSSUBOPEN=0,\"down\""}) {
            String name = "+" + command.substring(0, 10);
            do {
                type("AT+" + command);
                expect("OK", null);
            } while (expect(name + ": 0,0", name + ": 0,-1"));
        }
    }

    /** Publishes the next message, whatever becomes of it. */
    void publish() throws IOException {
        int number = counts.nextUplink();
        StringBuilder payload = new StringBuilder(Integer.toString(number)).append(';');
        int length = Math.max(payload.length(), 1 + random.nextInt(LONGEST_PAYLOAD));
        while (payload.length() < length) {
            payload.append((char) ('a' + random.nextInt(26)));
        }
        type("AT+AWSPUBLISH=0," + length + ",2");
        if (expect(PROMPT, "ERROR")) {
            counts.refused();
            listen(AFTER_ERROR_NANOS);
            return;
        }
        line.send(payload.toString().getBytes(StandardCharsets.US_ASCII));
        if (expect("SEND OK", "SEND FAIL")) {
            counts.sendFail();
        } else {
            counts.sendOk(number);
        }
        listen(BETWEEN_MESSAGES_NANOS);
    }

    /** Takes what comes in that time. */
    void listen(long nanos) throws IOException {
        long until = line.now() + nanos;
        for (String said = next(until); said != null; said = next(until)) {
            unasked(said);
        }
    }

    private void type(String text) throws IOException {
        line.send((text + "\r").getBytes(StandardCharsets.US_ASCII));
    }

    /** Waits for one answer or the other; whether it was the other. */
    private boolean expect(String wanted, String other) throws IOException {
        long until = line.now() + (wanted.startsWith("+") ? OPEN_NANOS : ANSWER_NANOS);
        while (true) {
            String said = next(until);
            if (said == null) {
                throw new AssertionError("no " + wanted + (other == null ? "" : " or " + other) + " came");
            }
            if (said.equals(wanted)) {
                return false;
            }
            if (said.equals(other)) {
                return true;
            }
            unasked(said);
        }
    }

    private static void unasked(String said) {
        if (!said.isEmpty()) {
            throw new AssertionError("the modem says what nobody asked for: " + said);
        }
    }

    /** The next line or the prompt; empty for a message, which is counted; null when the time is over. */
    private String next(long until) throws IOException {
        while (true) {
            int start = 0;
            while (start < unread.length && (unread[start] == '\r' || unread[start] == '\n')) {
                start++;
            }
            if (start < unread.length && unread[start] == PROMPT_BYTE) {
                forget(start + 1);
                return PROMPT;
            }
            int end = start;
            while (end < unread.length && unread[end] != '\r') {
                end++;
            }
            if (end + 1 < unread.length) {
                String text = new String(unread, start, end - start, StandardCharsets.US_ASCII);
                if (!text.startsWith("+AWS:")) {
                    forget(end);
                    return text;
                }
                int length = Integer.parseInt(text.substring(text.indexOf(',') + 1));
                if (unread.length >= end + 2 + length) {
                    String payload = new String(unread, end + 2, length, StandardCharsets.US_ASCII);
                    forget(end + 2 + length);
                    counts.delivered(Integer.parseInt(payload.substring(0, payload.indexOf(';'))));
                    return "";
                }
            }
            Chunk chunk = line.receive(until);
            if (chunk == null) {
                return null;
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(unread);
            all.writeBytes(chunk.bytes());
            unread = all.toByteArray();
        }
    }

    private void forget(int bytes) {
        unread = Arrays.copyOfRange(unread, bytes, unread.length);
    }
}
