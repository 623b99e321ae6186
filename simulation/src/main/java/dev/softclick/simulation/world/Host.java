package dev.softclick.simulation.world;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The program on the host's side: does one script after the other, deaf for what it does not wait for. */
final class Host {
    private static final int KEEPS = 4096;

    private final World world;
    private final Scripts scripts;
    private final SplittableRandom random;
    private final ArrayDeque<Step> steps = new ArrayDeque<>();
    private final StringBuilder heard = new StringBuilder();
    private Step.@Nullable Await awaiting;
    private boolean calm;
    private int turn;

    Host(World world, Scripts scripts, SplittableRandom random) {
        this.world = world;
        this.scripts = scripts;
        this.random = random;
    }

    /** Begins. */
    void start() {
        go();
    }

    /** Bytes of the modem. */
    void hear(byte[] bytes) {
        if (world.line().isClosed()) {
            return;
        }
        heard.append(new String(bytes, StandardCharsets.ISO_8859_1));
        if (heard.length() > KEEPS) {
            heard.delete(0, heard.length() - KEEPS);
        }
        Step.Await waiting = awaiting;
        if (waiting != null && heardAny(waiting)) {
            awaiting = null;
            int now = ++turn;
            // A program needs a moment to read.
            world.timeline().in(random.nextLong(1_000_000L, 30_000_000L), () -> goIf(now));
        }
    }

    private boolean heardAny(Step.Await waiting) {
        return waiting.any().stream().anyMatch(text -> heard.indexOf(text) >= 0);
    }

    /** Drops what it was doing and does this. */
    void instead(List<Step> other) {
        turn++;
        awaiting = null;
        steps.clear();
        steps.addAll(other);
        go();
    }

    /** From now on it only wants an open socket. */
    void calm() {
        calm = true;
        instead(scripts.unlock());
    }

    private void goIf(int expected) {
        if (turn == expected) {
            go();
        }
    }

    private void go() {
        awaiting = null;
        while (true) {
            if (steps.isEmpty()) {
                steps.addAll(calm ? scripts.keepOpen() : scripts.next(world.line().lossy()));
            }
            int now = ++turn;
            switch (steps.remove()) {
                case Step.Say say -> {
                    heard.setLength(0);
                    world.line().send(say.bytes(), say.safe());
                }
                case Step.Pause pause -> {
                    world.timeline().in(pause.nanos(), () -> goIf(now));
                    return;
                }
                case Step.Await await -> {
                    if (!heardAny(await)) {
                        awaiting = await;
                        world.timeline().in(await.nanos(), () -> goIf(now));
                        return;
                    }
                }
                case Step.IfHeard branch -> {
                    List<Step> taken = heard.indexOf(branch.text()) >= 0 ? branch.then() : branch.otherwise();
                    for (int i = taken.size() - 1; i >= 0; i--) {
                        steps.addFirst(taken.get(i));
                    }
                }
            }
        }
    }
}
