package dev.softclick.benchmarks;

import java.io.IOException;

/** Runs every benchmark and prints its ratios. */
public final class Benchmarks {
    private Benchmarks() {}

    /** No arguments. Ends with an exception when the work was not really done. */
    public static void main(String[] arguments) throws IOException {
        try (Workbench bench = new Workbench()) {
            TurnAround.run(bench);
            LineRate.run(bench);
            LineShare.run(bench);
        }
    }
}
