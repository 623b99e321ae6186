/**
 * A TOML file as its reader asks for it, key by key, where each mistake has its line and column.
 *
 * <p>{@link dev.softclick.app.config.ConfigFile} reads it, a {@link dev.softclick.app.config.ConfigTable} is asked, and what was not asked for is a {@link
 * dev.softclick.app.config.ConfigProblem}, too. {@code TomlPlaces} says where each key stands. Used for the files of {@code serve} and {@code fleet}.
 */
@NullMarked
package dev.softclick.app.config;

import org.jspecify.annotations.NullMarked;
