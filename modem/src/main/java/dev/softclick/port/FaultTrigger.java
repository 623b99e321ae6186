package dev.softclick.port;

import dev.softclick.port.FaultRule.Trigger;
import java.util.random.RandomGenerator;

/** Says byte by byte whether a rule's time has come. */
final class FaultTrigger {
    private final Trigger trigger;
    private final RandomGenerator random;
    private final int[] fallBack;
    private long count;
    private int matched;

    FaultTrigger(Trigger trigger, RandomGenerator random) {
        this.trigger = trigger;
        this.random = random;
        fallBack = trigger instanceof Trigger.Pattern(byte[] bytes) ? fallBack(bytes) : new int[0];
    }

    boolean fires(byte b) {
        count++;
        return switch (trigger) {
            case Trigger.Probability(double chance) -> random.nextDouble() < chance;
            case Trigger.Every(long every) -> count % every == 0;
            case Trigger.Nth(long number) -> count == number;
            case Trigger.Pattern(byte[] bytes) -> completes(bytes, b);
            case Trigger.Always() -> true;
        };
    }

    /** Knuth, Morris and Pratt: texts that overlap are all found, in a few steps a byte. */
    private boolean completes(byte[] text, byte b) {
        while (matched > 0 && (matched == text.length || text[matched] != b)) {
            matched = fallBack[matched - 1];
        }
        if (text[matched] == b) {
            matched++;
        }
        return matched == text.length;
    }

    private static int[] fallBack(byte[] text) {
        int[] lengths = new int[text.length];
        int length = 0;
        for (int at = 1; at < text.length; at++) {
            while (length > 0 && text[at] != text[length]) {
                length = lengths[length - 1];
            }
            if (text[at] == text[length]) {
                length++;
            }
            lengths[at] = length;
        }
        return lengths;
    }
}
