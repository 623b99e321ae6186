/** The real engine and session in a world of one thread, one clock and one seed, with checkers that know nothing of the product's insides. */
@NullMarked
package dev.softclick.simulation;

import org.jspecify.annotations.NullMarked;
