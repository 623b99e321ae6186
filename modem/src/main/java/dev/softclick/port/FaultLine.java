package dev.softclick.port;

import dev.softclick.port.FaultRule.Fault;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** One direction of a line with faults: takes bytes and the time, says what comes out. No I/O, no thread, no clock. */
final class FaultLine {
    /** What comes out, in order. */
    sealed interface Step {
        /** Bytes, at least one. */
        record Bytes(byte[] bytes) implements Step {}

        /** A break. */
        record Break() implements Step {}

        /** So long nothing comes. */
        record Pause(long nanos) implements Step {}
    }

    private static final class Active {
        private final FaultRule rule;
        private final FaultTrigger trigger;
        private long emptiedAt;
        private long filled = -1;

        Active(FaultRule rule, long seed) {
            this.rule = rule;
            // The one generator whose numbers the JDK promises; each rule has its own, so that one more rule changes nothing of the others.
            trigger = new FaultTrigger(rule.trigger(), new Random(seed * 31 + rule.number()));
        }

        /** Whether there is no room for one more byte. */
        boolean overrun(Fault.Overrun fifo, long now) {
            if (filled < 0 || now - emptiedAt >= fifo.everyNanos()) {
                emptiedAt = now;
                filled = 0;
            }
            filled++;
            return filled > fifo.bytes();
        }
    }

    private final List<Active> rules = new ArrayList<>();
    private final Consumer<TracedRemark> remarks;
    private final List<Step> steps = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long count;

    /** @param remarks hears of each fault that happens */
    FaultLine(LineFaults faults, Consumer<TracedRemark> remarks) {
        faults.rules().forEach(rule -> rules.add(new Active(rule, faults.seed())));
        this.remarks = remarks;
    }

    boolean none() {
        return rules.isEmpty();
    }

    /** What becomes of these bytes. */
    List<Step> pass(byte[] lent, int offset, int length, long now) {
        for (int i = 0; i < length; i++) {
            pass(lent[offset + i], now);
        }
        flush();
        List<Step> done = List.copyOf(steps);
        steps.clear();
        return done;
    }

    private void pass(byte sent, long now) {
        count++;
        int value = sent;
        int copies = 1;
        boolean dropped = false;
        for (Active active : rules) {
            if (!active.trigger.fires(sent) || (active.rule.fault() instanceof Fault.Overrun fifo && !active.overrun(fifo, now))) {
                continue;
            }
            remarks.accept(new TracedRemark(now, remark(active.rule, sent)));
            switch (active.rule.fault()) {
                case Fault.Drop() -> dropped = true;
                case Fault.Overrun(int _, long _) -> dropped = true;
                case Fault.Flip(int bit) -> value ^= 1 << bit;
                case Fault.Duplicate() -> copies++;
                case Fault.Delay(long nanos) -> step(new Step.Pause(nanos));
                case Fault.Break() -> step(new Step.Break());
            }
        }
        for (int i = 0; i < copies && !dropped; i++) {
            bytes.write(value);
        }
    }

    private String remark(FaultRule rule, byte sent) {
        return String.format(Locale.ROOT, "fault: %s: byte %d, x%02X", rule.text(), count, sent);
    }

    private void step(Step step) {
        flush();
        steps.add(step);
    }

    private void flush() {
        if (bytes.size() > 0) {
            steps.add(new Step.Bytes(bytes.toByteArray()));
            bytes.reset();
        }
    }
}
