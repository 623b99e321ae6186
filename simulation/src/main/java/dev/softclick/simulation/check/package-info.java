/**
 * The checkers: each guards one promise of the modem, and knows it from the documents alone.
 *
 * <p>{@link dev.softclick.simulation.check.Ear} listens at the modem's connector and tells what it heard as {@link dev.softclick.simulation.check.Heard};
 * {@link dev.softclick.simulation.check.SocketBook} keeps account of the topic sockets from that. A {@link dev.softclick.simulation.check.Checker} takes both
 * what was seen and what was heard. Nothing here looks into the product.
 */
@NullMarked
package dev.softclick.simulation.check;

import org.jspecify.annotations.NullMarked;
