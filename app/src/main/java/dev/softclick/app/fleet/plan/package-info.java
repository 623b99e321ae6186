/**
 * What a fleet is to be: {@link dev.softclick.app.fleet.plan.FleetFile} reads its file into a {@link dev.softclick.app.fleet.plan.FleetPlan}: the modems and their
 * behaviours, the ramp, the waves that hit them, and the thresholds that the run is held to.
 */
@NullMarked
package dev.softclick.app.fleet.plan;

import org.jspecify.annotations.NullMarked;
