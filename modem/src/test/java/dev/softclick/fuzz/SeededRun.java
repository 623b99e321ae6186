package dev.softclick.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Drives a target without Jazzer: a number of inputs drawn by a seed, from good ones that are damaged and from nothing. The same seed, the same inputs. */
public final class SeededRun {
    private static final int LONGEST = 4096;
    private static final int QUOTED = 4096;

    private final List<byte[]> good;
    private final List<byte[]> words;
    private final long patience;
    private volatile byte[] current = {};

    /**
     * A run.
     *
     * @param good inputs to start from
     * @param words what is worth putting in
     */
    public SeededRun(List<byte[]> good, List<byte[]> words) {
        this(good, words, TimeUnit.SECONDS.toMillis(120));
    }

    /** @param patience how long all of it may take, in milliseconds; beyond it hangs */
    SeededRun(List<byte[]> good, List<byte[]> words, long patience) {
        this.good = good;
        this.words = words;
        this.patience = patience;
    }

    /** Tries that many inputs. The failure of the first that is not taken well names seed, number and the input. */
    public void run(FuzzTarget target, long seed, int inputs) throws InterruptedException {
        Throwable[] found = new Throwable[1];
        int[] number = new int[1];
        Thread thread = Thread.ofPlatform().daemon().name("test-fuzz").start(() -> {
            Random random = new Random(seed);
            try {
                for (; number[0] < inputs; number[0]++) {
                    current = number[0] < good.size() ? good.get(number[0]) : draw(random);
                    Bounds.hold(current, target);
                }
            } catch (Throwable e) {
                found[0] = e;
            }
        });
        thread.join(patience);
        if (thread.isAlive()) {
            AssertionError hang = new AssertionError("hangs at " + where(seed, number[0]));
            hang.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            throw hang;
        }
        if (found[0] != null) {
            throw new AssertionError(found[0] + " at " + where(seed, number[0]), found[0]);
        }
    }

    private String where(long seed, int number) {
        byte[] input = current;
        String hex = HexFormat.of().formatHex(Arrays.copyOf(input, Math.min(input.length, QUOTED)));
        return "seed " + seed + ", input " + number + " (" + input.length + " bytes): " + hex;
    }

    private byte[] draw(Random random) {
        byte[] bytes;
        if (good.isEmpty() || random.nextInt(10) == 0) {
            bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
        } else {
            bytes = good.get(random.nextInt(good.size())).clone();
        }
        for (int times = random.nextInt(1, 8); times > 0; times--) {
            bytes = changed(random, bytes);
        }
        return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    }

    private byte[] changed(Random random, byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        byte[] head = Arrays.copyOf(bytes, at);
        byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
        byte[] one = {(byte) random.nextInt(256)};
        return switch (random.nextInt(8)) {
            case 0 -> joined(head, one, tail);
            case 1 -> joined(head, words.isEmpty() ? one : words.get(random.nextInt(words.size())), tail);
            case 2 -> joined(head, Arrays.copyOfRange(tail, Math.min(tail.length, 1 + random.nextInt(8)), tail.length));
            case 3 -> head;
            case 4 -> joined(head, tail, head);
            case 5 -> good.isEmpty() ? bytes : joined(head, good.get(random.nextInt(good.size())));
            case 6 -> joined(head, String.valueOf((char) one[0]).repeat(random.nextInt(1200)).getBytes(StandardCharsets.ISO_8859_1), tail);
            default -> {
                if (tail.length > 0) {
                    tail[0] ^= (byte) (1 << random.nextInt(8));
                }
                yield joined(head, tail);
            }
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
