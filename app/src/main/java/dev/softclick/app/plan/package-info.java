/**
 * What a modem is to be, checked before anything starts; the command line and the file of {@code softclick serve} both end here.
 *
 * <p>The tour: a {@link dev.softclick.app.plan.RunPlan} names the ports, the line ({@link dev.softclick.app.plan.LinePlan}), the cloud ({@link
 * dev.softclick.app.plan.CloudChoice}) and the waits ({@link dev.softclick.app.plan.TimerSetting}). {@link dev.softclick.app.plan.PortChoices} are the
 * options of a line. {@link dev.softclick.app.plan.RestartPace} is how long to wait before trying again what could not start.
 */
@NullMarked
package dev.softclick.app.plan;

import org.jspecify.annotations.NullMarked;
