package dev.softclick.app.fleet.host;

import dev.softclick.testing.transcript.Mistake;
import dev.softclick.testing.transcript.Step;
import dev.softclick.testing.transcript.Template;
import dev.softclick.testing.transcript.Transcript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The name {@code {length}} of a fleet's transcripts: how many bytes the next {@code >>} sends, so that {@code AT+AWSPUBLISH=0,{length},2} fits a payload
 * whose length is not known before.
 *
 * @param payloads what is measured, by the name that stands in the transcript for its length
 */
public record PayloadLengths(Map<String, Template> payloads) {
    /** What people write. */
    static final String NAME = "length";

    /** Keeps a copy. */
    public PayloadLengths {
        payloads = Map.copyOf(payloads);
    }

    /** The transcript with a name of its own for each length; mistakes where no payload follows. */
    public static Behaviour.HostText in(Transcript transcript, List<Mistake> mistakes) {
        List<Step> steps = new ArrayList<>(transcript.steps());
        Map<String, Template> payloads = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Type(int line, Template text) && asks(text)) {
                Optional<Step.Send> next = steps.stream().skip(i + 1L).filter(Step.Send.class::isInstance).map(Step.Send.class::cast).findFirst();
                if (next.isEmpty()) {
                    mistakes.add(new Mistake(transcript.name(), line, 1, "a >> below: {length} is how many bytes the next one sends"));
                } else {
                    String name = NAME + "-" + next.get().line();
                    payloads.put(name, next.get().bytes());
                    steps.set(i, new Step.Type(line, renamed(text, name)));
                }
            }
        }
        Transcript renamed = new Transcript(transcript.name(), transcript.headers(), steps);
        return new Behaviour.HostText(renamed, new PayloadLengths(payloads), renamed.names());
    }

    private static boolean asks(Template text) {
        return text.parts().stream().anyMatch(part -> part instanceof Template.Name(String name, int _) && name.equals(NAME));
    }

    private static Template renamed(Template text, String to) {
        return new Template(text.source(), text.parts().stream()
                .map(part -> part instanceof Template.Name(String name, int column) && name.equals(NAME) ? new Template.Name(to, column) : part)
                .toList());
    }

    /** Adds the lengths to the values they follow from. */
    void addTo(Map<String, byte[]> values) {
        payloads.forEach((name, payload) -> payload.bytes(values::get).ifPresent(bytes -> values.put(name, HostVariables.ascii(Integer.toString(bytes.length)))));
    }
}
