package dev.softclick.benchmarks.report;

import dev.softclick.benchmarks.measure.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** The report on the disk: whole when the run came to its end, partial when it was interrupted. */
public final class Results implements AutoCloseable {
    public static final String MARKDOWN = "RESULTS.md";
    public static final String JSON = "results.json";

    private final Path folder;
    private final Function<Boolean, Report> report;
    private final Interruption interruption;
    private boolean written;

    /**
     * Sees to it that there will be a report.
     *
     * @param report makes it of what there is, told whether that is all
     * @throws IOException when nothing can be written there, before hours of work are lost by it
     */
    public Results(Path folder, Function<Boolean, Report> report) throws IOException {
        this.folder = folder;
        this.report = report;
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + " can't be written to");
        }
        interruption = new Interruption("softclick-report", this::interrupted);
    }

    /** All was measured. */
    public synchronized void write() throws IOException {
        written = true;
        write(report.apply(true));
    }

    private synchronized void interrupted() {
        if (!written) {
            try {
                written = true;
                write(report.apply(false));
                System.err.println("\nsoftclick-bench: interrupted; what was measured is in " + folder.resolve(MARKDOWN));
            } catch (IOException e) {
                System.err.println("\nsoftclick-bench: interrupted, and the report can't be written: " + e.getMessage());
            }
        }
    }

    private void write(Report whole) throws IOException {
        Files.writeString(folder.resolve(MARKDOWN), whole.markdown());
        Files.writeString(folder.resolve(JSON), whole.json());
    }

    /** From here on an end of the process is none of ours. */
    @Override
    public void close() {
        interruption.over();
    }
}
