package dev.softclick.app.transcript;

import dev.softclick.Version;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.console.VerboseOption;
import dev.softclick.at.Dialect;
import dev.softclick.testing.transcript.Mistake;
import dev.softclick.testing.transcript.RunVariables;
import dev.softclick.testing.transcript.Transcript;
import dev.softclick.testing.transcript.TranscriptReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file to be played, and what the names in it stand for. */
final class TranscriptOptions extends VerboseOption {
    @Parameters(index = "0", paramLabel = "FILE", description = "The transcript.")
    private @Nullable Path file;

    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description = "What {NAME} stands for in it, as --var thing=thing_0001. May be given several times.")
    private Map<String, String> variables = Map.of();

    @Option(
            names = "--dialect",
            paramLabel = "reference|verbatim|field",
            description = "What the names of the dialect stand for. Default: what the file's header says, else reference.")
    private @Nullable Dialect dialect;

    /** The transcript, or nothing when it is none: the mistakes were told then, and the exit code is that of wrong usage. */
    Optional<Transcript> read(StandardStreams streams) throws IOException {
        Path wanted = file == null ? Path.of("") : file;
        return switch (Transcript.read(wanted)) {
            case TranscriptReading.Sound(Transcript transcript) -> Optional.of(transcript);
            case TranscriptReading.Broken(List<Mistake> mistakes) -> {
                tell(streams, mistakes);
                yield Optional.empty();
            }
        };
    }

    /** One mistake a line, so that an editor finds the places. */
    static void tell(StandardStreams streams, List<Mistake> mistakes) {
        mistakes.forEach(mistake -> streams.err().println(mistake));
        streams.err().flush();
    }

    /** What names stand for. */
    Map<String, String> names(Transcript transcript) {
        Dialect spoken = dialect != null
                ? dialect
                : transcript.header("dialect").flatMap(Dialect::named).orElse(Dialect.REFERENCE);
        Map<String, String> names = new HashMap<>(RunVariables.of(spoken));
        names.putAll(variables);
        names.putIfAbsent("version", Version.text());
        Optional.ofNullable(names.get("version")).ifPresent(version -> names.putIfAbsent("awsver", spoken.identityLine("+AWSVER", version)));
        Optional.ofNullable(names.get("iccid")).ifPresent(iccid -> names.putIfAbsent("qccid", spoken.identityLine("+QCCID", iccid)));
        return names;
    }

    /** The thing, where it was given. */
    Optional<String> thing() {
        return Optional.ofNullable(variables.get("thing"));
    }
}
