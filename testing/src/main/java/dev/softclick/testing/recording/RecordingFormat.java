package dev.softclick.testing.recording;

/** How a recording is written: takes what happened, one by one and in order, gives text to append, whole lines. One thread at a time. */
public interface RecordingFormat {
    /** What a file begins with. */
    String begin();

    /** What this adds; may be nothing as long as a line is not complete. */
    String add(Recorded recorded);

    /** Nothing has come for a while, until {@code now}: what is complete by that is written. */
    String quiet(long now);

    /** The recording ends. */
    String end();
}
