package dev.softclick.benchmarks;

/** One thing that is measured. */
interface Benchmark {
    /** What it is asked for by, with {@code --only}. */
    String name();

    /** One line on what is done. */
    String about();

    /**
     * Measures, and tells the stage what it found.
     *
     * @throws Exception when it could not be measured, or the work that was timed was not really done
     */
    void run(Stage stage) throws Exception;
}
