/**
 * Why is it down? What {@code softclick doctor} looks at, step by step, over the same link floor that the modem uses.
 *
 * <p>The tour: a {@link dev.softclick.app.doctor.Checkup} goes through the {@link dev.softclick.app.doctor.Check}s and makes a
 * {@link dev.softclick.app.doctor.Finding} of each. {@code SimCheck} reads the SIM, {@code CloudPlace} says where the cloud is (and starts the local one if
 * need be), {@code NetworkCheck} walks one network from lookup to CONNACK, {@code TopicCheck} what the cloud then allows. {@code ProbeLink} is the
 * connection, {@code Evidence} what was seen of it. {@code Advice} knows what to do about a fault. {@link dev.softclick.app.doctor.FindingText} and
 * {@link dev.softclick.app.doctor.FindingJson} are how it is told.
 */
@NullMarked
package dev.softclick.app.doctor;

import org.jspecify.annotations.NullMarked;
