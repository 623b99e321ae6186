/**
 * Recording what goes over a line: a {@link dev.softclick.testing.recording.Recording} takes the pieces that a {@code TracingPort} tells of, and what a
 * modem's observer hears, and writes them to a file on a thread of its own, as a transcript that can be played again ({@link
 * dev.softclick.testing.recording.TranscriptWriter}) or as JSON lines ({@link dev.softclick.testing.recording.JsonLinesWriter}).
 */
@NullMarked
package dev.softclick.testing.recording;

import org.jspecify.annotations.NullMarked;
