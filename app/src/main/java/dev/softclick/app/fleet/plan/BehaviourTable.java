package dev.softclick.app.fleet.plan;

import dev.softclick.app.config.ConfigTable;
import dev.softclick.app.fleet.figures.Spans;
import dev.softclick.app.fleet.host.Behaviour;
import dev.softclick.app.fleet.host.Cadence;
import dev.softclick.app.fleet.host.HostVariables;
import dev.softclick.app.fleet.host.NumberRange;
import dev.softclick.app.fleet.host.PayloadLengths;
import dev.softclick.at.Dialect;
import dev.softclick.testing.transcript.Mistake;
import dev.softclick.testing.transcript.RunVariables;
import dev.softclick.testing.transcript.Step;
import dev.softclick.testing.transcript.Transcript;
import dev.softclick.testing.transcript.TranscriptReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a table {@code [[behaviour]]}, and the transcripts it names. */
final class BehaviourTable {
    private static final Duration USUAL_PERIOD = Duration.ofMinutes(1);
    private static final String TRANSCRIPT = "the path of a transcript";
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]*";

    private final Dialect dialect;
    private final Function<String, Path> paths;

    BehaviourTable(Dialect dialect, Function<String, Path> paths) {
        this.dialect = dialect;
        this.paths = paths;
    }

    Optional<Behaviour> read(ConfigTable table, int number) {
        try (table) {
            String name = table.value("name", "a name for it", text -> text).orElse("behaviour " + number);
            int parts = table.value("parts", "how many parts of the fleet do it", FleetFile.number(1, Behaviour.MAX_PARTS)).orElse(1L).intValue();
            Map<String, NumberRange> random = table.table("random").map(BehaviourTable::ranges).orElse(Map.of());
            Optional<Behaviour.HostText> start = table.value("start", TRANSCRIPT, text -> transcript(text, random.keySet()));
            Optional<Behaviour.HostText> loop = FleetFile.required(table, "loop", TRANSCRIPT, text -> transcript(text, random.keySet()));
            Duration period = table.value("period", Spans.ALLOWED, Spans::parse).orElse(USUAL_PERIOD);
            Duration jitter = table.value("jitter", Spans.ALLOWED, Spans::parse).orElse(Duration.ZERO);
            Optional<Cadence> cadence = Optional.empty();
            try {
                cadence = Optional.of(new Cadence(period, jitter));
            } catch (IllegalArgumentException e) {
                table.wrong("period", String.valueOf(e.getMessage()));
            }
            return loop.isPresent() && cadence.isPresent()
                    ? Optional.of(new Behaviour(name, parts, start, loop.get(), cadence.get(), random))
                    : Optional.empty();
        }
    }

    private static Map<String, NumberRange> ranges(ConfigTable table) {
        return table.entries("a range, as \"15.0..30.0\"", (name, range) -> {
            if (!name.matches(NAME) || HostVariables.NAMES.contains(name)) {
                throw new IllegalArgumentException("'" + name + "' can't be the name of a number: use letters, digits, - and _, and none of "
                        + HostVariables.NAMES.stream().sorted().collect(Collectors.joining(", ")));
            }
            return NumberRange.parse(range);
        });
    }

    private Behaviour.HostText transcript(String text, Set<String> random) {
        Path file = paths.apply(text);
        Transcript transcript;
        try {
            transcript = switch (Transcript.read(file)) {
                case TranscriptReading.Sound(Transcript sound) -> sound;
                case TranscriptReading.Broken(List<Mistake> mistakes) -> throw broken(mistakes);
            };
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " can't be read", e);
        }
        List<Mistake> mistakes = new ArrayList<>();
        if (transcript.steps().isEmpty()) {
            mistakes.add(new Mistake(transcript.name(), 1, 1, "at least one step"));
        }
        transcript.steps().stream().filter(BehaviourTable::speaksForTheCloud).forEach(step -> mistakes.add(
                new Mistake(transcript.name(), step.line(), 1, "no ~> and no ~<: the host of a fleet sees its line alone")));
        Behaviour.HostText prepared = PayloadLengths.in(transcript, mistakes);
        Set<String> known = new HashSet<>(HostVariables.NAMES);
        known.addAll(random);
        known.addAll(RunVariables.of(dialect).keySet());
        known.addAll(HostVariables.NAMES_OF_ITS_MODEM);
        known.addAll(prepared.lengths().payloads().keySet());
        mistakes.addAll(prepared.transcript().unknownNames(known));
        if (!mistakes.isEmpty()) {
            throw broken(mistakes);
        }
        return prepared;
    }

    private static boolean speaksForTheCloud(Step step) {
        return step instanceof Step.Publish
                || step instanceof Step.Seen
                || step instanceof Step.AnyOrder any && any.expected().stream().anyMatch(Step.Seen.class::isInstance);
    }

    private static IllegalArgumentException broken(List<Mistake> mistakes) {
        return new IllegalArgumentException(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("; ")));
    }
}
