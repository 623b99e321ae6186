/**
 * What takes bytes that others wrote, fuzzed. Each target is one class named after what it tries, {@code ...Fuzz}, with a method {@code
 * fuzzerTestOneInput(byte[])}: a crash, a hang, memory beyond bounds or a broken promise is an exception. {@link dev.softclick.fuzz.SeededRun} drives it
 * for a moment in every build, Jazzer for as long as it is asked to (docs/technical/faults.md). A target that needs to see package-private classes lies in
 * their package.
 */
package dev.softclick.fuzz;
