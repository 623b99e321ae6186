/** What the engine takes for a command line, measured by JMH. */
@NullMarked
package dev.softclick.benchmarks.parse;

import org.jspecify.annotations.NullMarked;
