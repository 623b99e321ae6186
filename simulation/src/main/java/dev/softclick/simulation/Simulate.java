package dev.softclick.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.softclick.simulation.check.RareEvent;
import dev.softclick.simulation.world.Seams;
import dev.softclick.simulation.world.Seen;
import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** The command {@code simulate}. Exit codes: 0 all is well, 1 a promise was broken, 2 wrong usage. */
public final class Simulate {
    private static final String USAGE = """
            usage: simulate --seeds N [--from S]   run N seeds, from S (1) on
                   simulate --seed S               run one seed and print all of it

            exit codes: 0 all is well, 1 a promise was broken or a rare event is missing, 2 wrong usage
            """;
    private static final long MILLISECOND = 1_000_000L;
    private static final double HOUR = 3600e9;
    private static final long PROGRESS_EVERY = 1000 * MILLISECOND;

    private final PrintStream out;
    private final boolean terminal;

    private Simulate(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Runs the command line. */
    public static void main(String[] args) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        System.exit(new Simulate(System.out, terminal).run(args));
    }

    static int run(PrintStream out, String... args) {
        return new Simulate(out, false).run(args);
    }

    private int run(String[] args) {
        long seeds = 0;
        long from = 1;
        Long one = null;
        try {
            for (int i = args.length > 0 && args[0].equals("simulate") ? 1 : 0; i < args.length; i += 2) {
                switch (args[i]) {
                    case "--help", "-h" -> {
                        out.print(USAGE);
                        return 0;
                    }
                    case "--seeds" -> seeds = Long.parseLong(args[i + 1]);
                    case "--from" -> from = Long.parseLong(args[i + 1]);
                    case "--seed" -> one = Long.parseLong(args[i + 1]);
                    default -> throw new IllegalArgumentException(args[i]);
                }
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
            out.print(USAGE);
            return 2;
        }
        if (one != null && seeds == 0) {
            return replay(one);
        }
        if (seeds < 1 || one != null) {
            out.print(USAGE);
            return 2;
        }
        return many(seeds, from);
    }

    private int many(long seeds, long from) {
        Campaign campaign = new Campaign(() -> Seams.PRODUCT);
        long begin = System.nanoTime();
        long shown = begin;
        for (long seed = from; seed < from + seeds; seed++) {
            Campaign.Failure failure = campaign.run(seed);
            if (failure != null) {
                out.printf(Locale.ROOT, "%sseed %d failed at %.3f s: %s: %s%nreplay it with: simulate --seed %d%n",
                        terminal ? "\r" : "", failure.seed(), failure.at() / 1e9, failure.guard(), failure.what(), failure.seed());
                return 1;
            }
            if (terminal && System.nanoTime() - shown > PROGRESS_EVERY) {
                shown = System.nanoTime();
                out.print("\r" + speed(campaign, begin));
                out.flush();
            }
        }
        out.println((terminal ? "\r" : "") + speed(campaign, begin));
        campaign.rare().forEach((event, count) -> out.printf("%9d  %s%n", count, event.text()));
        out.printf("%9d  different reasons for which the broker disconnected%n", campaign.disconnectCodes().size());
        for (RareEvent missing : campaign.missing()) {
            out.println("    never  " + missing.text());
        }
        return campaign.missing().isEmpty() || seeds < Campaign.MEANINGFUL ? 0 : 1;
    }

    private static String speed(Campaign campaign, long begin) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        return String.format(Locale.ROOT, "%d seeds, %.1f virtual hours in %.1f s: %.1f seeds/s, %.1f virtual hours/s", campaign.seeds(),
                campaign.virtual() / HOUR, seconds, campaign.seeds() / seconds, campaign.virtual() / HOUR / seconds);
    }

    private int replay(long seed) {
        SeedRun run = new SeedRun(seed, false, Seams.PRODUCT, (now, seen) -> print(now, seen));
        out.println("seed " + seed + ": " + run.world().describe());
        run.run();
        if (run.broken() != null) {
            out.printf(Locale.ROOT, "%10.3f  %s: %s%n", run.broken().at() / 1e9, run.broken().guard(), run.broken().what());
            return 1;
        }
        out.printf(Locale.ROOT, "%10.3f  all is well; fingerprint %016x%n", run.world().now() / 1e9, run.fingerprint().all());
        return 0;
    }

    private void print(long now, Seen seen) {
        switch (seen) {
            case Seen.Ticked _, Seen.WireFree _, Seen.Exchanged _ -> {}
            case Seen.Sent sent -> line(now, "link>  " + sent.packet());
            case Seen.Received received -> line(now, "link<  " + received.packet());
            case Seen.AtBroker at -> line(now, "broker " + at.packet());
            case Seen.StateMoved moved -> line(now, "state  " + moved.from() + " to " + moved.to());
            case Seen.Weathered weather -> line(now, "fault  " + weather.what());
            case Seen.Said _, Seen.Typed _ -> line(now, seen.toString());
            default -> line(now, "       " + seen);
        }
    }

    private void line(long now, String text) {
        out.printf(Locale.ROOT, "%10.3f  %s%n", now / 1e9, text);
    }
}
