package dev.softclick.fuzz;

/** Tries one input; whatever it throws is a finding. */
@FunctionalInterface
public interface FuzzTarget {
    void fuzzerTestOneInput(byte[] data) throws Exception;
}
