/**
 * Transcripts: serial conversations as text, read, played and recorded (docs/transcripts.md).
 *
 * <p>{@link dev.softclick.testing.transcript.Transcript#parse} reads one into {@link dev.softclick.testing.transcript.Step}s or says where it is
 * wrong. {@link dev.softclick.testing.transcript.TranscriptPlayer} plays the host of it on a {@link
 * dev.softclick.testing.transcript.TranscriptLine} and comes to a {@link dev.softclick.testing.transcript.Verdict}. The line may be an engine in
 * virtual time ({@link dev.softclick.testing.transcript.EngineLine}) or a port; the cloud behind it is a {@link
 * dev.softclick.testing.transcript.CloudSide}.
 *
 * <p>A transcript may come from anybody: sizes, waits and the work of a pattern are bounded.
 */
@NullMarked
package dev.softclick.testing.transcript;

import org.jspecify.annotations.NullMarked;
