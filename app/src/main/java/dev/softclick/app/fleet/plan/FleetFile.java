package dev.softclick.app.fleet.plan;

import dev.softclick.app.config.ConfigFile;
import dev.softclick.app.config.ConfigReading;
import dev.softclick.app.config.ConfigTable;
import dev.softclick.app.fleet.figures.Spans;
import dev.softclick.app.fleet.host.Behaviour;
import dev.softclick.at.Dialect;
import dev.softclick.link.MqttPolicy;
import dev.softclick.sim.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads the file of a fleet (docs/fleet.md). Relative paths are meant from its folder. */
public final class FleetFile {
    private static final Ramp USUAL_RAMP = new Ramp(10);
    private static final Duration USUAL_DURATION = Duration.ofMinutes(1);
    private static final int USUAL_BAUD = 9600;
    private static final int MIN_BAUD = 300;
    private static final int MAX_BAUD = 4_000_000;
    private static final String PATH = "the path of a file";
    private static final String SHARE = "a share, as \"30%\"";

    private final Path folder;

    private FleetFile(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads it.
     *
     * @throws IOException when it can't be read
     */
    public static ConfigReading<FleetPlan> read(Path file) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        return ConfigFile.read(file, new FleetFile(folder)::plan);
    }

    private FleetPlan plan(ConfigTable root) {
        try (root) {
            Dialect dialect = root.value("dialect", "\"reference\", \"verbatim\" or \"field\"", Dialect::parse).orElse(Dialect.REFERENCE);
            Optional<Endpoint> endpoint = root.value("cloud", "\"local\" or \"HOST[:PORT]\"", FleetFile::cloud).flatMap(Function.identity());
            FleetPlan.Devices devices = devices(root, endpoint.isPresent());
            int modems = root.value("modems", "how many", number(1, FleetPlan.MAX_MODEMS)).map(Long::intValue).orElse(0);
            if (modems == 0 && !root.has("modems") && devices instanceof FleetPlan.Devices.Made) {
                root.wrong("modems", "this is missing: how many modems there are to be");
            }
            return new FleetPlan(
                    modems,
                    root.value("ramp-up", "modems a second", text -> new Ramp(number(1, Ramp.MAX_A_SECOND).apply(text).intValue())).orElse(USUAL_RAMP),
                    root.value("duration", Spans.ALLOWED, FleetFile::duration).orElse(USUAL_DURATION),
                    root.value("baud", "a line rate, or \"unpaced\"", FleetFile::baud).orElse(USUAL_BAUD),
                    root.value("seed", "a whole number", number(Long.MIN_VALUE, Long.MAX_VALUE)).orElse(1L),
                    dialect,
                    root.value("mqtt", "\"auto\", \"5\" or \"3.1.1\"", MqttPolicy::parse).orElse(MqttPolicy.AUTO),
                    endpoint,
                    devices,
                    behaviours(root, dialect),
                    root.tables("wave").stream().map(FleetFile::wave).flatMap(Optional::stream).toList(),
                    root.table("thresholds").map(FleetFile::thresholds).orElse(Thresholds.NONE));
        }
    }

    private FleetPlan.Devices devices(ConfigTable root, boolean elsewhere) {
        Optional<Path> table = root.value("devices", PATH, this::path);
        Optional<Path> authorities = root.value("ca", PATH, this::path);
        Optional<ThingPattern> things = root.value("thing", "a name with {index} in it", ThingPattern::parse);
        Optional<Path> keys = root.value("keys", "a folder", this::path);
        if (table.isPresent() && authorities.isEmpty() && !root.has("ca")) {
            root.wrong("ca", "this is missing: who vouches for the cloud of these devices (for AWS, the file AmazonRootCA1.pem)");
        }
        if (elsewhere && !root.has("devices")) {
            root.wrong("devices", "this is missing: a CSV file with a certificate, a key and a thing for each modem, as that cloud knows them");
        }
        if (table.isPresent()) {
            if (things.isPresent() || keys.isPresent()) {
                root.wrong(things.isPresent() ? "thing" : "keys", "this is for modems whose keys the local CA makes, not for those of 'devices'");
            }
            return new FleetPlan.Devices.Table(table.get(), authorities.orElse(table.get()));
        }
        return new FleetPlan.Devices.Made(things.orElse(ThingPattern.USUAL), keys);
    }

    private List<Behaviour> behaviours(ConfigTable root, Dialect dialect) {
        List<Behaviour> behaviours = new ArrayList<>();
        BehaviourTable reader = new BehaviourTable(dialect, this::path);
        for (ConfigTable table : root.tables("behaviour")) {
            reader.read(table, behaviours.size() + 1).ifPresent(behaviours::add);
        }
        if (!root.has("behaviour")) {
            root.wrong("behaviour", "there is none: write [[behaviour]], and below it loop and period");
        }
        return behaviours;
    }

    private static Optional<Wave> wave(ConfigTable table) {
        try (table) {
            Optional<Wave.Kind> kind = required(table, "kind", "\"radio-loss\" or \"reconnect\"", FleetFile::kind);
            Optional<Duration> at = required(table, "at", Spans.ALLOWED, Spans::parse);
            double share = table.value("share", SHARE, Spans::share).orElse(1.0);
            Optional<Duration> length = table.value("length", Spans.ALLOWED, Spans::parse);
            boolean radio = kind.isPresent() && kind.get() == Wave.Kind.RADIO_LOSS;
            if (radio && !table.has("length")) {
                table.wrong("length", "this is missing: how long the radio is off");
            } else if (kind.isPresent() && !radio && length.isPresent()) {
                table.wrong("length", "a reconnect storm has none: the links break at once, and come back as soon as they can");
            }
            return kind.isPresent() && at.isPresent() && share > 0
                    ? Optional.of(new Wave(kind.get(), at.get(), share, length.orElse(Duration.ZERO)))
                    : Optional.empty();
        }
    }

    private static Thresholds thresholds(ConfigTable table) {
        try (table) {
            Optional<Errors> errors = table.value("errors", "a number, or a share as \"1%\"", Errors::parse);
            Optional<Duration> p99 = table.value("p99", Spans.ALLOWED, Spans::parse);
            Optional<Double> connected = table.value("connected", SHARE, Spans::share);
            Optional<Long> publishes = table.value("publishes", "a whole number", number(0, Long.MAX_VALUE));
            return new Thresholds(
                    errors.map(Errors::count).orElse(OptionalLong.empty()),
                    errors.map(Errors::share).orElse(OptionalDouble.empty()),
                    p99,
                    connected.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                    publishes.map(OptionalLong::of).orElse(OptionalLong.empty()));
        }
    }

    /** How many may go wrong: so many, or such a share. */
    private record Errors(OptionalLong count, OptionalDouble share) {
        static Errors parse(String text) {
            return text.endsWith("%")
                    ? new Errors(OptionalLong.empty(), OptionalDouble.of(Spans.share(text)))
                    : new Errors(OptionalLong.of(number(0, Long.MAX_VALUE).apply(text)), OptionalDouble.empty());
        }
    }

    static <T> Optional<T> required(ConfigTable table, String key, String allowed, Function<String, T> parse) {
        return table.required(key, allowed, table.value(key, allowed, parse));
    }

    static Function<String, Long> number(long least, long most) {
        return text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw new IllegalArgumentException("'" + text + "' is no number from " + least + " to " + most);
        };
    }

    private static Duration duration(String text) {
        Duration duration = Spans.parse(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("a fleet that runs for no time does nothing");
        }
        return duration;
    }

    private static int baud(String text) {
        return text.equals("unpaced") ? 0 : number(MIN_BAUD, MAX_BAUD).apply(text).intValue();
    }

    private static Optional<Endpoint> cloud(String text) {
        return text.equals("local") ? Optional.empty() : Optional.of(Endpoint.parse(text));
    }

    private static Wave.Kind kind(String text) {
        return switch (text) {
            case "radio-loss" -> Wave.Kind.RADIO_LOSS;
            case "reconnect" -> Wave.Kind.RECONNECT;
            default -> throw new IllegalArgumentException("'" + text + "' is no kind of wave: use radio-loss or reconnect");
        };
    }

    private Path path(String text) {
        return ConfigFile.path(folder, text);
    }
}
