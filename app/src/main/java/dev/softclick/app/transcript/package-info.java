/**
 * The commands around what goes over a line: {@code play}, {@code replay}, {@code tap} and {@code conform}. The work is the testing module's; here are their
 * options, and how the outcome is told.
 */
@NullMarked
package dev.softclick.app.transcript;

import org.jspecify.annotations.NullMarked;
