package dev.softclick.app.run;

import dev.softclick.ModemEvent;
import dev.softclick.Version;
import dev.softclick.at.Dialect;
import dev.softclick.port.Port;
import dev.softclick.port.TracedRemark;
import dev.softclick.port.TracingPort;
import dev.softclick.sim.SimIdentity;
import dev.softclick.testing.recording.JsonLinesWriter;
import dev.softclick.testing.recording.Recording;
import dev.softclick.testing.recording.TranscriptWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The recordings of one line, as {@code --trace} asks for them. */
public record Traces(List<Recording> recordings) implements AutoCloseable {
    /**
     * Begins to record.
     *
     * @param names what transcripts write by its name
     * @throws IOException when a file can't be written; none is recorded into then
     */
    public static Traces into(List<Path> files, Map<String, String> names) throws IOException {
        Traces traces = new Traces(new ArrayList<>());
        boolean done = false;
        try {
            for (Path file : files) {
                Instant now = Instant.now();
                traces.recordings.add(Recording.to(
                        file,
                        file.toString().endsWith(".jsonl")
                                ? new JsonLinesWriter(Version.text(), now)
                                : new TranscriptWriter(Version.text(), now, names)));
            }
            done = true;
            return traces;
        } finally {
            if (!done) {
                traces.close();
            }
        }
    }

    /** The names that stand for who the modem is. */
    public static Map<String, String> names(SimIdentity identity, Dialect dialect) {
        return Map.of(
                "thing", identity.thing().text(),
                "iccid", identity.iccid().toString(),
                "imei", identity.imei().toString(),
                "imsi", identity.imsi().toString(),
                "version", Version.text(),
                "awsver", dialect.identityLine("+AWSVER", Version.text()));
    }

    /** The port, recorded. */
    public Port of(Port port) {
        return recordings.isEmpty()
                ? port
                : new TracingPort(port, System::nanoTime, bytes -> recordings.forEach(recording -> recording.bytes(bytes)), this::remark);
    }

    /** What the line tells beside bytes, and what its faults did. */
    void remark(TracedRemark remark) {
        recordings.forEach(recording -> recording.remark(remark));
    }

    void event(ModemEvent event) {
        recordings.forEach(recording -> recording.event(event));
    }

    @Override
    public void close() {
        recordings.forEach(Recording::close);
    }
}
