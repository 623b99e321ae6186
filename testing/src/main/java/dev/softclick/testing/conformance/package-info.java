/**
 * Proves a module against the Reference: soft or real, on any line.
 *
 * <p>{@link dev.softclick.testing.conformance.ConformanceSuite} holds the cases, transcripts that each cite the section they prove;
 * {@link dev.softclick.testing.conformance.ConformanceRun} plays them on one line, one after the other, and leaves the modem clean between them;
 * {@link dev.softclick.testing.conformance.ConformanceReport} is what came of it, written as JUnit XML and as one HTML page, and compared with another.
 *
 * <p>Sees the transcript player and the data of the dialects. Opens no port: lines and clouds are handed in.
 */
@NullMarked
package dev.softclick.testing.conformance;

import org.jspecify.annotations.NullMarked;
