package dev.softclick.benchmarks.measure;

/** One thing that is measured. */
public interface Benchmark {
    /** What it is asked for by, with {@code --only}. */
    String name();

    /** One line on what is done. */
    String about();

    /** How long it takes, about, in seconds on a machine with nothing else to do: for who waits. */
    long seconds(boolean quick);

    /**
     * Measures, and tells the stage what it found.
     *
     * @throws Exception when it could not be measured, or the work that was timed was not really done
     */
    void run(Stage stage) throws Exception;
}
