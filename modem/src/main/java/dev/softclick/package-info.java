/** The front door of the modem library. */
@NullMarked
package dev.softclick;

import org.jspecify.annotations.NullMarked;
